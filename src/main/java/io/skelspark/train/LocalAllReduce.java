package io.skelspark.train;

/** The all-reduce of a run with a single rank: every vector is its own sum. */
public final class LocalAllReduce implements AllReduce {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int world() {
        return 1;
    }

    @Override
    public void sum(float[] vector) {}

    @Override
    public void close() {}
}
