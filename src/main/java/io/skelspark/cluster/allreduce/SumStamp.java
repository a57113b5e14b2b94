package io.skelspark.cluster.allreduce;

/**
 * The number of a sum, as a float that is sent with each rank's part: it tells a part of an earlier sum, and the sum of all
 * stamps tells that a part is missing.
 */
final class SumStamp {
    /** A stamp times the number of ranks, the expected sum of stamps, is exact in float32 below this. */
    private static final int EXACT = 1 << 24;

    private SumStamp() {}

    /** Returns the stamp of a sum: whole, positive, and exact when added up over the ranks. */
    static float of(long sum, int world) {
        int stamps = EXACT / world - 1;
        return 1 + sum % stamps;
    }
}
