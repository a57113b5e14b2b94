package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.Windows;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.storage.PlainText;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Names the actions in recordings on this machine, without Spark, and prints a line for each clip or window. */
public final class PredictionLines {
    private PredictionLines() {}

    /**
     * Reads the source of the settings and prints a line for each clip or window: its id, and the likeliest classes with
     * their probabilities or the reason why it was refused.
     *
     * @param windows how clips are cut; null to score each as a whole
     * @param top number of classes in a line
     * @return number of lines of refused clips
     * @throws IOException if the source cannot be read
     */
    public static int print(
            TrainedStreams streams, @Nullable Windows windows, int top, Consumer<String> lines, Configuration hadoop)
            throws IOException {
        SkeletonSource source = streams.config().dataset().source().withoutLabels();
        AtomicInteger refused = new AtomicInteger();
        try (ActionPredictor predictor = streams.predictor();
                SourceFiles records =
                        new SourceFiles(source, source.files(hadoop).iterator(), hadoop)) {
            RecordingActions actions = new RecordingActions(predictor, windows);
            while (records.hasNext()) {
                actions.of(records.next()).forEach(scored -> {
                    if (scored.prediction() == null) {
                        refused.incrementAndGet();
                    }
                    lines.accept(line(scored, top));
                });
            }
        }
        return refused.get();
    }

    private static String line(RecordingActions.Scored scored, int top) {
        if (scored.prediction() == null) {
            return String.valueOf(scored.refused());
        }
        String place = scored.person() == null
                ? ""
                : ", person " + scored.person() + ", frames " + scored.first() + " to " + scored.last();
        return PlainText.line(
                scored.id() + place + ": " + scored.prediction().text(top));
    }
}
