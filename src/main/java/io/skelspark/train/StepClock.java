package io.skelspark.train;

/** A clock of the steps that keeps their sums since the last line of the log. */
final class StepClock {
    private long mark = System.nanoTime();
    private StepSums sums = StepSums.NONE;

    /** Starts from these sums and from now: a validation or a checkpoint in between is not counted. */
    void restart(StepSums from) {
        mark = System.nanoTime();
        sums = from;
    }

    void add(StepCounts counts) {
        long now = System.nanoTime();
        sums = sums.plus(counts, (now - mark) * 1e-9);
        mark = now;
    }

    /** Returns the sums over the steps since the last line of the log. */
    StepSums sums() {
        return sums;
    }
}
