package io.skelspark.train;

/**
 * The sum of float vectors over the ranks of a training run.
 *
 * <p>The sum is taken in a fixed order: a pairwise tree over the ranks, ((r0 + r1) + (r2 + r3)) + ..., so that every
 * rank and every run receives the same bits, and so that ranks which hold a power of two of shards each, summed by
 * {@link PairwiseSum}, receive the same bits as one rank that holds them all.
 */
public interface AllReduce extends AutoCloseable {
    /** Returns the number of this rank, from 0. */
    int rank();

    /** Returns the number of ranks, a power of two. */
    int world();

    /**
     * Replaces the vector by its sum over all ranks. Every rank must call this equally often, with vectors of equal
     * length.
     *
     * @throws AllReduceException if a rank is lost or late, or if its part of the sum is missing or stale; the
     *     vector is then unusable
     */
    void sum(float[] vector);

    @Override
    void close();
}
