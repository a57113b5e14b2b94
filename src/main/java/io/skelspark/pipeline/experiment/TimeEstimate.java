package io.skelspark.pipeline.experiment;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The time that a sweep still takes, told once, as soon as an epoch has been trained. */
final class TimeEstimate {
    private final long epochs;
    private final int concurrent;
    private final LongSupplier nanos;
    private final long start;
    private volatile boolean told;

    /**
     * Starts the clock.
     *
     * @param epochs to train, over all trials and streams
     * @param concurrent number of trials at the same time
     * @param nanos a clock as {@link System#nanoTime}
     */
    TimeEstimate(long epochs, int concurrent, LongSupplier nanos) {
        this.epochs = epochs;
        this.concurrent = concurrent;
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    /** Returns whether it has been told. */
    boolean isTold() {
        return told;
    }

    /** Tells the estimate when the first epoch has ended; the trials beside it are as far by then. */
    synchronized String afterAnEpoch() {
        told = true;
        double seconds = (nanos.getAsLong() - start) * 1e-9;
        Duration left = Duration.ofSeconds(Math.round(seconds * Math.max(0, epochs - concurrent) / concurrent));
        return String.format(
                Locale.ROOT,
                "an epoch took %.0f s; of %d epochs %d run at a time: about %d:%02d:%02d to go, without scoring",
                seconds,
                epochs,
                concurrent,
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
