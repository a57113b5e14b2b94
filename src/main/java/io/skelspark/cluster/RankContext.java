package io.skelspark.cluster;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.train.AllReduce;
import io.skelspark.train.network.Device;

/** A rank's view of its run: its number, its device, the all-reduce with the others, and the driver. */
public final class RankContext {
    private final RankBarrier barrier;
    private final AllReduce allReduce;
    private final Device device;

    RankContext(RankBarrier barrier, AllReduce allReduce, Device device) {
        this.barrier = barrier;
        this.allReduce = allReduce;
        this.device = device;
    }

    /** Returns this rank, from 0. */
    public int rank() {
        return barrier.rank();
    }

    /** Returns the number of ranks. */
    public int world() {
        return barrier.world();
    }

    /** Returns the device that this rank computes on; no other rank has the same GPU. */
    public Device device() {
        return device;
    }

    /** Returns the all-reduce of the ranks; the stage closes it. */
    public AllReduce allReduce() {
        return allReduce;
    }

    /** Sends the driver a line of progress; one that is lost on the way is not reported. */
    public void progress(String line) {
        barrier.progress(line);
    }

    /** Returns whether the driver was asked to end the run; only rank 0 learns it. */
    public boolean stopRequested() {
        return rank() == 0 && barrier.stopRequested();
    }
}
