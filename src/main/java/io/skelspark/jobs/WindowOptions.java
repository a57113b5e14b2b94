package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.evaluate.SegmentRules;
import io.skelspark.model.predict.Windows;
import io.skelspark.pipeline.prediction.WindowSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of jobs that walk long recordings. */
final class WindowOptions {
    @Option(
            names = "--window",
            required = true,
            converter = WholeNumber.FromOne.class,
            paramLabel = "FRAMES",
            description = "Score windows of this length instead of whole clips, person by person, and merge them into "
                    + "segments of one action.")
    private int window;

    @Option(
            names = "--stride",
            converter = WholeNumber.FromOne.class,
            paramLabel = "FRAMES",
            description = "Frames from the start of a window to that of the next (default: half a window).")
    private @Nullable Integer stride;

    @Option(
            names = "--smooth",
            converter = WholeNumber.FromOne.class,
            paramLabel = "N",
            description = "Windows whose probabilities are averaged before they are merged, odd (default: 3).")
    private int smooth = SegmentRules.SMOOTH;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "The smallest probability of an action (default: 0.5).")
    private double threshold = SegmentRules.THRESHOLD;

    @Option(
            names = "--min-length",
            converter = WholeNumber.FromOne.class,
            paramLabel = "FRAMES",
            description = "Leave out shorter segments (default: the stride).")
    private @Nullable Integer minLength;

    /**
     * Returns the settings.
     *
     * @throws ConfigError if one is out of its range
     */
    WindowSettings settings() {
        int step = stride == null ? Math.max(1, window / 2) : stride;
        try {
            return new WindowSettings(
                    new Windows(window, step),
                    new SegmentRules(smooth, threshold, minLength == null ? step : minLength));
        } catch (IllegalArgumentException outOfRange) {
            throw new ConfigError(String.valueOf(outOfRange.getMessage()), outOfRange);
        }
    }
}
