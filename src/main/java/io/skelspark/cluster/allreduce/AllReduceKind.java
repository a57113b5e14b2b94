package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.skeleton.Keyed;
import io.skelspark.train.AllReduce;
import io.skelspark.train.LocalAllReduce;
import org.apache.spark.SparkConf;

/** The implementations of the all-reduce, by their names in settings. */
public enum AllReduceKind implements Keyed {
    /** BigDL's parameter blocks, sent through Spark's block transport. */
    BIGDL("bigdl") {
        @Override
        AllReduce between(RankBarrier barrier) {
            return new BigDlAllReduce(barrier);
        }
    },

    /** Rabit in pairs of ranks: the same bits as BIGDL on any number of ranks. */
    RABIT("rabit") {
        @Override
        AllReduce between(RankBarrier barrier) {
            return new RabitAllReduce(barrier, RabitGroup.pairs(barrier.rank(), barrier.world()));
        }
    },

    /**
     * Rabit in one ring of all ranks: faster from four ranks on. It gives the same bits on every rank and in every run with
     * that many ranks, but other bits with more or fewer ranks.
     */
    RABIT_RING("rabit-ring") {
        @Override
        AllReduce between(RankBarrier barrier) {
            return new RabitAllReduce(barrier, RabitGroup.ring(barrier.rank(), barrier.world()));
        }
    };

    private final String key;

    AllReduceKind(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    /**
     * Checks that this implementation meets Spark's security settings.
     *
     * @throws IllegalStateException if they ask for authentication, which it does not have
     */
    public void requireSecure(SparkConf conf) {
        if (this != BIGDL && conf.getBoolean("spark.authenticate", false)) {
            throw new IllegalStateException(
                    "train.all-reduce is " + key + ", whose sockets are neither authenticated nor"
                            + " encrypted, but spark.authenticate is true: set train.all-reduce to " + BIGDL.key
                            + ", which goes through Spark's own transport");
        }
    }

    /** Creates the all-reduce of the rank that this barrier belongs to; a single rank needs no exchange. */
    public AllReduce create(RankBarrier barrier) {
        return barrier.world() == 1 ? new LocalAllReduce() : between(barrier);
    }

    /** Creates the all-reduce of one of several ranks. */
    abstract AllReduce between(RankBarrier barrier);
}
