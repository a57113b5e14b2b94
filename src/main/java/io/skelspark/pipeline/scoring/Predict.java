package io.skelspark.pipeline.scoring;

import io.skelspark.config.DatasetConfig;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.Omission;
import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.PlainText;
import io.skelspark.train.Checkpoint;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Names the actions of clips in a source. No prepared set and no labels are needed. */
public final class Predict implements AutoCloseable {
    private final DatasetConfig dataset;
    private final Configuration hadoop;
    private final SampleScorer scorer;

    /**
     * Reads the run's model.
     *
     * @throws io.skelspark.config.ConfigError if the run has none yet, or was trained on other input
     */
    public Predict(RunConfig config, Configuration hadoop) {
        this.hadoop = hadoop;
        dataset = config.dataset();
        Checkpoint checkpoint =
                TrainedRun.open(config, hadoop).requireSameInput().checkpoint();
        scorer = new SampleScorer(config, ClipAverage.PROB, checkpoint.state());
    }

    /**
     * Reads the source of the settings and prints a line for each clip: its id, and the likeliest classes with their
     * probabilities or the reason why it was refused.
     *
     * @param top number of classes in a line
     * @return number of refused clips
     * @throws IOException if the source cannot be read
     */
    public int run(int top, Consumer<String> lines) throws IOException {
        int failed = 0;
        SkeletonSource source = dataset.source().withoutLabels();
        for (String file : source.files(hadoop)) {
            Iterator<SourceRecord> records = source.read(file, hadoop);
            while (records.hasNext()) {
                SourceRecord record = records.next();
                Rejection rejection = rejection(record);
                if (rejection != null) {
                    failed++;
                    lines.accept(rejection.line());
                } else if (record instanceof Annotation annotation) {
                    lines.accept(line(annotation.sample(), top));
                } else if (record instanceof Omission omission) {
                    lines.accept(PlainText.line(
                            omission.id() + ": left out, " + omission.field() + ": " + omission.found()));
                }
            }
        }
        return failed;
    }

    private @Nullable Rejection rejection(SourceRecord record) {
        if (record instanceof Rejection rejection) {
            return rejection;
        }
        return record instanceof Annotation annotation ? scorer.rejection(annotation.sample()) : null;
    }

    private String line(PoseSample sample, int top) {
        float[] probabilities = scorer.scores(sample);
        return PlainText.line(sample.id() + ": "
                + IntStream.range(0, probabilities.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(index -> -probabilities[index]))
                        .limit(top)
                        .map(index -> String.format(
                                Locale.ROOT, "%s %.4f", dataset.classes().get(index), probabilities[index]))
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void close() {
        scorer.close();
    }
}
