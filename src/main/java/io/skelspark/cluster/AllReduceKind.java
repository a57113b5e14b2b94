package io.skelspark.cluster;

import io.skelspark.train.AllReduce;
import io.skelspark.train.LocalAllReduce;
import java.util.Arrays;
import java.util.List;

/** The implementations of the all-reduce, by the name that settings give them. */
public enum AllReduceKind {
    /** Blocks of BigDL's parameter synchronisation, through Spark's block transport. */
    BIGDL("bigdl") {
        @Override
        AllReduce between(RankBarrier barrier) {
            return new BigDlAllReduce(barrier);
        }
    };

    private final String key;

    AllReduceKind(String key) {
        this.key = key;
    }

    /** Its name in settings. */
    public String key() {
        return key;
    }

    /**
     * The implementation of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AllReduceKind of(String key) {
        List<String> known = Arrays.stream(values()).map(AllReduceKind::key).toList();
        return Arrays.stream(values())
                .filter(kind -> kind.key.equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("all-reduce is \"" + key + "\", expected one of " + known));
    }

    /** The all-reduce of the rank that this barrier belongs to; a single rank needs no exchange. */
    AllReduce create(RankBarrier barrier) {
        return barrier.world() == 1 ? new LocalAllReduce() : between(barrier);
    }

    /** The all-reduce of one of several ranks. */
    abstract AllReduce between(RankBarrier barrier);
}
