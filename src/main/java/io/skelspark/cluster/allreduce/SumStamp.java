package io.skelspark.cluster.allreduce;

/**
 * The number of a sum, as a float that travels with each rank's part of it: what is left of an earlier sum is known by it,
 * and a part that is missing by the sum of all stamps.
 */
final class SumStamp {
    /** A stamp times the number of ranks, which is what their sum must be, is a whole number in float32 below this. */
    private static final int EXACT = 1 << 24;

    private SumStamp() {}

    /** The stamp of a sum: whole, positive, and exact when added up over the ranks. */
    static float of(long sum, int world) {
        int stamps = EXACT / world - 1;
        return 1 + sum % stamps;
    }
}
