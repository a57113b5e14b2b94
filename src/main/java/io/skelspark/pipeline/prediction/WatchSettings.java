package io.skelspark.pipeline.prediction;

import io.skelspark.config.ConfigError;
import io.skelspark.source.SkeletonSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;

/**
 * What a {@link Watch} does.
 *
 * @param source the recordings; it need not hold any yet. Its labels are not read
 * @param checkpoint folder in which the watch remembers what it has scored
 * @param origin what the scores depend on
 * @param quiet time for which a recording must not change before it is scored; with zero it is scored when it is seen first
 * @param batchSize greatest number of recordings that are scored together
 * @param end when the watch ends by itself
 */
public record WatchSettings(
        SkeletonSource source, String checkpoint, WatchOrigin origin, Duration quiet, int batchSize, End end)
        implements Serializable {
    /** The end of a watch that is not asked to stop. */
    public enum End {
        /** Scores the recordings that are there and ends. */
        WHEN_SCORED,
        /** Waits for further recordings. */
        NEVER
    }

    /**
     * Checks the numbers.
     *
     * @throws ConfigError if one is out of range
     */
    public WatchSettings {
        if (quiet.isNegative()) {
            throw new ConfigError("quiet time is " + quiet.toSeconds() + " s, expected 0 or more");
        }
        if (batchSize < 1) {
            throw new ConfigError("batch size is " + batchSize + ", expected 1 or more recordings");
        }
    }

    /** Returns the settings as the value of an option of Spark, which are texts. */
    String encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(this);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "the source " + source.getClass().getName() + " cannot be passed to Spark: " + failed.getMessage(),
                    failed);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Returns the settings that were encoded by this program. */
    static WatchSettings decoded(String option) {
        byte[] bytes = Base64.getDecoder().decode(option);
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (WatchSettings) stream.readObject();
        } catch (IOException | ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
