package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.train.AllReduce;
import io.skelspark.train.AllReduceException;

/** An all-reduce whose ranks meet at a {@link RankBarrier}: each sum has a name and a stamp, and after a failed one no other can start. */
abstract class BarrierAllReduce implements AllReduce {
    private final RankBarrier barrier;
    private long sums;
    private boolean broken;

    BarrierAllReduce(RankBarrier barrier) {
        this.barrier = barrier;
    }

    /** Returns the barrier where the ranks meet. */
    final RankBarrier barrier() {
        return barrier;
    }

    @Override
    public final int rank() {
        return barrier.rank();
    }

    @Override
    public final int world() {
        return barrier.world();
    }

    @Override
    public final void sum(float[] vector) {
        if (broken) {
            throw new AllReduceException("rank " + rank() + ": an earlier sum has failed, this all-reduce is unusable");
        }
        broken = true;
        String step = "sum %d of %d floats".formatted(sums, vector.length);
        sum(vector, SumStamp.of(sums++, world()), step);
        broken = false;
    }

    /**
     * Replaces the vector by its sum over all ranks.
     *
     * @param stamp tells this sum from those before and after it
     * @param step the name of the sum at the barrier; ranks that sum another length have another name
     */
    abstract void sum(float[] vector, float stamp, String step);
}
