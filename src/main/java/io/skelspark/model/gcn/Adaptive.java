package io.skelspark.model.gcn;

import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.skeleton.Keyed;

/** The way in which a spatial unit learns its graph. */
public enum Adaptive implements Keyed {
    /** The graph is fixed. */
    NONE {
        @Override
        LearnedGraph declare(Weights.Scope scope, SharedGraph graph) {
            return new LearnedGraph.Stored(scope.buffer("A", graph.values(), graph.shape()));
        }
    },
    /** The adjacency is trained and starts as the graph. */
    INIT {
        @Override
        LearnedGraph declare(Weights.Scope scope, SharedGraph graph) {
            return new LearnedGraph.Stored(scope.parameter("A", graph.values(), graph.shape()));
        }
    },
    /** The graph is fixed; a trained term, which starts small, is added to it. */
    OFFSET {
        @Override
        LearnedGraph declare(Weights.Scope scope, SharedGraph graph) {
            Weight offset = scope.parameter("PA", Initializer.uniform(1e-6), graph.shape());
            Weight fixed = scope.buffer("A", graph.values(), graph.shape());
            return new LearnedGraph.Sum(fixed, offset);
        }
    },
    /** The graph is fixed; each of its edges has a trained factor. */
    IMPORTANCE {
        @Override
        LearnedGraph declare(Weights.Scope scope, SharedGraph graph) {
            Weight importance = scope.parameter("PA", Initializer.constant(1), graph.shape());
            Weight fixed = scope.buffer("A", graph.values(), graph.shape());
            return new LearnedGraph.Product(fixed, importance);
        }
    };

    /**
     * Declares the weights.
     *
     * @return the adjacency (K, V, V), rows are where features come from
     */
    abstract LearnedGraph declare(Weights.Scope scope, SharedGraph graph);
}
