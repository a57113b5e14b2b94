package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.gcn.GCNHead;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Head;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxAxis;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.train.network.StateLayout;
import java.util.List;

/**
 * A network that recognises actions from skeletons (N, views, M, T, V, C) with a graph convolutional backbone.
 *
 * @param backbone extracts features
 * @param head settings of the classifier
 * @param reference decides about names and first values
 * @source mmaction/models/recognizers/recognizer_gcn.py, RecognizerGCN
 */
public record RecognizerGCN(GraphBackbone backbone, HeadSettings head, Reference reference) implements Recognizer {
    /**
     * Declares the layers.
     *
     * @return layers from (N, M, T, V, C) to logits (N, K)
     */
    @Override
    public Assembly assemble() {
        Weights weights = new Weights(reference);
        Backbone extractor = backbone.declare(weights.scope("backbone"));
        Head classifier = GCNHead.declare(weights.scope("cls_head"), extractor.channels(), head);
        return new Assembly(weights, extractor, new People(extractor), classifier);
    }

    @Override
    public StateLayout layout(Reference names) {
        return new RecognizerGCN(backbone, head, names).layout();
    }

    @Override
    public List<OnnxAxis> inputAxes() {
        return List.of(
                OnnxAxis.BATCH,
                OnnxAxis.fixed("persons", backbone.persons()),
                OnnxAxis.free("frames"),
                OnnxAxis.fixed("joints", backbone.joints()),
                OnnxAxis.fixed("channels", backbone.inChannels()));
    }

    /** Returns the text by which checkpoints identify this network. It must not change. */
    @Override
    public String toString() {
        String project = reference == Reference.MMACTION2 ? "" : ", reference=" + reference;
        return "RecognizerGCN[backbone=" + backbone + ", head=" + head + project + "]";
    }

    /** The features of a backbone, with samples and persons split again. */
    private record People(Backbone backbone) implements Layer {
        /**
         * Runs the backbone.
         *
         * @shape (N, M, T, V, C) to (N, M, C', T', V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights bound) {
            Shape people = input.getShape().slice(0, 2);
            try (NDArray features = backbone.forward(input, bound)) {
                return features.reshape(people.addAll(features.getShape().slice(1)));
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue features = backbone.export(input, graph);
            return features.reshape(OnnxValue.concat(0, List.of(input.sizes(0, 2), features.sizes(1, 4))));
        }
    }
}
