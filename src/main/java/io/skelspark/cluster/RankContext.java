package io.skelspark.cluster;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.train.AllReduce;
import io.skelspark.train.network.Device;
import java.util.List;
import java.util.concurrent.CancellationException;

/** What a rank knows of its run: its place, its peers, and whether the run still wants it. */
public final class RankContext {
    private final RankBarrier barrier;
    private final AllReduce allReduce;
    private final Device device;
    private final int cores;

    RankContext(RankBarrier barrier, AllReduce allReduce, Device device, int cores) {
        this.barrier = barrier;
        this.allReduce = allReduce;
        this.device = device;
        this.cores = cores;
    }

    /** This rank, from 0. */
    public int rank() {
        return barrier.rank();
    }

    /** Number of ranks. */
    public int world() {
        return barrier.world();
    }

    /** Processor cores that Spark grants this rank (spark.task.cpus). */
    public int cores() {
        return cores;
    }

    /** What this rank computes on; no other has the same GPU. */
    public Device device() {
        return device;
    }

    /** Sums vectors over the ranks; the stage closes it. */
    public AllReduce allReduce() {
        return allReduce;
    }

    /**
     * Gives every rank the texts of all ranks, in rank order. They pass through the driver: for rendezvous, not for data.
     *
     * @throws io.skelspark.train.AllReduceException if a rank is lost or late
     */
    public List<String> allGather(String text) {
        return barrier.gather("all-gather", text);
    }

    /** Tells the driver how far this rank is; a line that is lost on the way is not missed. */
    public void progress(String line) {
        barrier.progress(line);
    }

    /** Whether the driver was asked to end the run; only rank 0 is told. */
    public boolean stopRequested() {
        return rank() == 0 && barrier.stopRequested();
    }

    /**
     * Returns if the run still wants this rank. Spark ends the tasks of a failed stage by a flag alone: a rank that
     * computes for long without meeting its peers asks here.
     *
     * @throws CancellationException if Spark has killed this task
     */
    public void checkCancelled() {
        if (barrier.cancelled()) {
            throw new CancellationException("Spark has killed the task of rank " + rank());
        }
    }

    /** Where this rank meets its peers. */
    public RankBarrier barrier() {
        return barrier;
    }
}
