package io.skelspark.train;

import java.util.List;

/** The sum of vectors in a pairwise tree, the one order in which replicas and ranks are summed. */
public final class PairwiseSum {
    private PairwiseSum() {}

    /** Adds all vectors into the first, neighbours first, and returns it; the others are left with partial sums. */
    public static float[] into(List<float[]> vectors) {
        for (int stride = 1; stride < vectors.size(); stride *= 2) {
            for (int left = 0; left + stride < vectors.size(); left += 2 * stride) {
                add(vectors.get(left), vectors.get(left + stride));
            }
        }
        return vectors.get(0);
    }

    private static void add(float[] sum, float[] term) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += term[i];
        }
    }
}
