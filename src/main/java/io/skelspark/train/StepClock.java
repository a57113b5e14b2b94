package io.skelspark.train;

/** Means over the steps since the last log line. */
final class StepClock {
    /** Loss, and seconds of a step in all and on data. */
    record Means(double loss, double stepSeconds, double dataSeconds) {}

    private long start = System.nanoTime();
    private int steps;
    private double loss;
    private double dataSeconds;

    /** Leaves out what went before: validation, checkpoints. */
    void restart() {
        start = System.nanoTime();
        steps = 0;
        loss = 0;
        dataSeconds = 0;
    }

    void add(Tally tally) {
        steps++;
        loss += tally.loss();
        dataSeconds += tally.dataSeconds();
    }

    /** The means so far; starts anew. */
    Means means() {
        Means means = new Means(loss / steps, (System.nanoTime() - start) * 1e-9 / steps, dataSeconds / steps);
        restart();
        return means;
    }
}
