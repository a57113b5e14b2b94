package io.skelspark.model.gcn;

import io.skelspark.model.layer.Initializer;

/**
 * The graph (K, V, V) that all spatial units of a backbone start from; rows are where features come from.
 *
 * @param subsets K
 * @param joints V
 * @param values gives the same values to every weight of one state
 */
public record SharedGraph(int subsets, int joints, Initializer values) {
    /** Returns the shape (K, V, V). */
    public Integer[] shape() {
        return new Integer[] {subsets, joints, joints};
    }
}
