package io.skelspark.pipeline;

import java.time.Duration;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runner of the phases of a job. Spark's UI lists what a phase submits under the names of the job and the phase; the log
 * gets one line with name and time for each phase that is timed.
 */
public final class PhaseTimer {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseTimer.class);

    /** The work of a phase, which may fail. */
    @FunctionalInterface
    public interface Phase<T, E extends Exception> {
        T run() throws E;
    }

    private final JavaSparkContext spark;
    private final String job;
    private final String group;

    /**
     * Creates the timer of one job.
     *
     * @param job the job's name in the log
     * @param subject what the job works on, for example a set or a run
     */
    public PhaseTimer(JavaSparkContext spark, String job, String subject) {
        this.spark = spark;
        this.job = job;
        group = job + " " + subject;
    }

    /** Runs a phase and logs how long it took. */
    public <T, E extends Exception> T time(String name, Phase<T, E> phase) throws E {
        long start = System.nanoTime();
        T result = run(name, phase);
        LOG.info("{}: {}: {} s", job, name, seconds(System.nanoTime() - start));
        return result;
    }

    /** Runs a phase whose own log lines tell how it goes. */
    public <T, E extends Exception> T run(String name, Phase<T, E> phase) throws E {
        spark.setJobGroup(group, group + ": " + name);
        try {
            return phase.run();
        } finally {
            spark.clearJobGroup();
        }
    }

    /** Cancels what Spark runs for this job. */
    public void cancel() {
        spark.cancelJobGroup(group);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}
