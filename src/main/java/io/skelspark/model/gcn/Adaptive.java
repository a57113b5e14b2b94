package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.skeleton.Keyed;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;

/** The way in which a spatial unit learns its graph. */
public enum Adaptive implements Keyed {
    /** The graph is fixed. */
    NONE {
        @Override
        Function<BoundWeights, NDArray> declare(Weights.Scope scope, Tensor graph) {
            Weight fixed = scope.buffer("A", Initializer.values(graph.values()), shape(graph));
            return weights -> weights.get(fixed);
        }
    },
    /** The adjacency is trained and starts as the graph. */
    INIT {
        @Override
        Function<BoundWeights, NDArray> declare(Weights.Scope scope, Tensor graph) {
            Weight trained = scope.parameter("A", Initializer.values(graph.values()), shape(graph));
            return weights -> weights.get(trained);
        }
    },
    /** The graph is fixed; a trained term, which starts small, is added to it. */
    OFFSET {
        @Override
        Function<BoundWeights, NDArray> declare(Weights.Scope scope, Tensor graph) {
            Weight offset = scope.parameter("PA", Initializer.uniform(1e-6), shape(graph));
            Weight fixed = scope.buffer("A", Initializer.values(graph.values()), shape(graph));
            return weights -> weights.get(fixed).add(weights.get(offset));
        }
    },
    /** The graph is fixed; each of its edges has a trained factor. */
    IMPORTANCE {
        @Override
        Function<BoundWeights, NDArray> declare(Weights.Scope scope, Tensor graph) {
            Weight importance = scope.parameter("PA", Initializer.constant(1), shape(graph));
            Weight fixed = scope.buffer("A", Initializer.values(graph.values()), shape(graph));
            return weights -> weights.get(fixed).mul(weights.get(importance));
        }
    };

    /**
     * Declares the weights.
     *
     * @return the adjacency (K, V, V) of a pass, rows are where features come from
     */
    abstract Function<BoundWeights, NDArray> declare(Weights.Scope scope, Tensor graph);

    static Integer[] shape(Tensor graph) {
        return Arrays.stream(graph.shape()).boxed().toArray(Integer[]::new);
    }
}
