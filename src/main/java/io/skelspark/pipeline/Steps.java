package io.skelspark.pipeline;

import java.time.Duration;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of a stage. Spark's UI lists the jobs of a step under the name of the stage and of the step; the log gets
 * one line with name and time for each that is timed.
 */
public final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /** What a step does, and how it may fail. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private final JavaSparkContext spark;
    private final String stage;
    private final String group;

    /**
     * The steps of a stage.
     *
     * @param subject what the stage works on
     */
    public Steps(JavaSparkContext spark, String stage, String subject) {
        this.spark = spark;
        this.stage = stage;
        group = stage + " " + subject;
    }

    public <T, E extends Exception> T time(String step, Work<T, E> work) throws E {
        long start = System.nanoTime();
        T result = run(step, work);
        LOG.info("{}: {}: {} s", stage, step, seconds(System.nanoTime() - start));
        return result;
    }

    public <T, E extends Exception> T run(String step, Work<T, E> work) throws E {
        spark.setJobGroup(group, group + ": " + step);
        try {
            return work.run();
        } finally {
            spark.clearJobGroup();
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}
