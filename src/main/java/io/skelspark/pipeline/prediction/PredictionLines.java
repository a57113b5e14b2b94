package io.skelspark.pipeline.prediction;

import io.skelspark.evaluate.Segment;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.storage.PlainText;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Names the actions in recordings on this machine, without Spark, and prints a line for each clip, or for each segment. */
public final class PredictionLines {
    private PredictionLines() {}

    /**
     * Reads the source of the settings and prints a line for each clip: its id, and the likeliest classes with their
     * probabilities or the reason why it was refused. Of clips that are cut it prints the segments.
     *
     * @param walk how clips are cut; null to score each as a whole
     * @param top number of classes in a line
     * @return number of lines of refused clips
     * @throws IOException if the source cannot be read
     */
    public static int print(
            TrainedStreams streams,
            @Nullable WindowSettings walk,
            int top,
            Consumer<String> lines,
            Configuration hadoop)
            throws IOException {
        SkeletonSource source = WindowSettings.walked(streams.source(), walk);
        AtomicInteger refused = new AtomicInteger();
        try (ActionPredictor predictor = streams.predictor();
                SourceFiles records =
                        new SourceFiles(source::read, source.files(hadoop).iterator(), hadoop)) {
            RecordingActions actions = new RecordingActions(predictor, walk);
            while (records.hasNext()) {
                actions.of(records.next()).forEach(finding -> {
                    if (finding instanceof Finding.Refused) {
                        refused.incrementAndGet();
                    }
                    if (walk == null || !(finding instanceof Finding.Scored)) {
                        lines.accept(line(finding, top));
                    }
                });
            }
        }
        return refused.get();
    }

    private static String line(Finding finding, int top) {
        if (finding instanceof Finding.Scored scored) {
            return PlainText.line(scored.id() + ": " + scored.prediction().text(top));
        }
        if (finding instanceof Finding.Found found) {
            Segment segment = found.segment();
            return PlainText.line(String.format(
                    Locale.ROOT,
                    "%s, person %d, frames %d to %d: %s %.4f",
                    found.id(),
                    found.person(),
                    segment.start(),
                    segment.end(),
                    found.action(),
                    segment.probability()));
        }
        return finding instanceof Finding.LeftOut part ? part.text() : ((Finding.Refused) finding).reason();
    }
}
