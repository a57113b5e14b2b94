package io.skelspark.train;

/** Measures steps and keeps their sums since the last line of the log. */
final class StepClock {
    private long mark = System.nanoTime();
    private StepSums sums = StepSums.NONE;

    /** Goes on from sums; what went before, such as validation or a checkpoint, is not counted. */
    void restart(StepSums from) {
        mark = System.nanoTime();
        sums = from;
    }

    void add(StepCounts counts) {
        long now = System.nanoTime();
        sums = sums.plus(counts, (now - mark) * 1e-9);
        mark = now;
    }

    /** Over the steps since the last line of the log. */
    StepSums sums() {
        return sums;
    }
}
