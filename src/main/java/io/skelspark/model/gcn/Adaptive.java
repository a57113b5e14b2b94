package io.skelspark.model.gcn;

import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.skeleton.Keyed;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;

/** The way in which a spatial unit learns its graph. */
public enum Adaptive implements Keyed {
    /** The graph is fixed. */
    NONE {
        @Override
        Adjacency declare(Weights.Scope scope, Tensor graph) {
            return new Adjacency.Stored(scope.buffer("A", Initializer.values(graph.values()), shape(graph)));
        }
    },
    /** The adjacency is trained and starts as the graph. */
    INIT {
        @Override
        Adjacency declare(Weights.Scope scope, Tensor graph) {
            return new Adjacency.Stored(scope.parameter("A", Initializer.values(graph.values()), shape(graph)));
        }
    },
    /** The graph is fixed; a trained term, which starts small, is added to it. */
    OFFSET {
        @Override
        Adjacency declare(Weights.Scope scope, Tensor graph) {
            Weight offset = scope.parameter("PA", Initializer.uniform(1e-6), shape(graph));
            Weight fixed = scope.buffer("A", Initializer.values(graph.values()), shape(graph));
            return new Adjacency.Sum(fixed, offset);
        }
    },
    /** The graph is fixed; each of its edges has a trained factor. */
    IMPORTANCE {
        @Override
        Adjacency declare(Weights.Scope scope, Tensor graph) {
            Weight importance = scope.parameter("PA", Initializer.constant(1), shape(graph));
            Weight fixed = scope.buffer("A", Initializer.values(graph.values()), shape(graph));
            return new Adjacency.Product(fixed, importance);
        }
    };

    /**
     * Declares the weights.
     *
     * @return the adjacency (K, V, V), rows are where features come from
     */
    abstract Adjacency declare(Weights.Scope scope, Tensor graph);

    static Integer[] shape(Tensor graph) {
        return Arrays.stream(graph.shape()).boxed().toArray(Integer[]::new);
    }
}
