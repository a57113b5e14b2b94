package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/** An adjacency (K, V, V) of declared weights. */
sealed interface LearnedGraph {
    /** Returns its values in a pass. */
    NDArray values(BoundWeights weights);

    /** Adds its values to a graph. */
    OnnxValue export(OnnxGraph graph);

    /** An adjacency that is one weight. */
    record Stored(Weight weight) implements LearnedGraph {
        @Override
        public NDArray values(BoundWeights weights) {
            return weights.get(weight);
        }

        @Override
        public OnnxValue export(OnnxGraph graph) {
            return graph.weight(weight.position());
        }
    }

    /** The sum of a fixed graph and a trained offset. */
    record Sum(Weight fixed, Weight offset) implements LearnedGraph {
        @Override
        public NDArray values(BoundWeights weights) {
            return weights.get(fixed).add(weights.get(offset));
        }

        @Override
        public OnnxValue export(OnnxGraph graph) {
            return graph.weight(fixed.position()).add(graph.weight(offset.position()));
        }
    }

    /** The product of a fixed graph and a trained factor for each edge. */
    record Product(Weight fixed, Weight importance) implements LearnedGraph {
        @Override
        public NDArray values(BoundWeights weights) {
            return weights.get(fixed).mul(weights.get(importance));
        }

        @Override
        public OnnxValue export(OnnxGraph graph) {
            return graph.weight(fixed.position()).mul(graph.weight(importance.position()));
        }
    }
}
