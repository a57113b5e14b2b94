package io.skelspark.model;

import io.skelspark.model.cnn.I3DHead;
import io.skelspark.model.cnn.VolumeBackbone;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Head;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxAxis;
import java.util.List;

/**
 * A network that recognises actions from heat-map volumes (N, views, K, T, H, W) with a 3D convolutional backbone.
 *
 * @param backbone extracts features
 * @param head settings of the classifier
 * @source mmaction/models/recognizers/recognizer3d.py, Recognizer3D
 */
public record Recognizer3D(VolumeBackbone backbone, HeadSettings head) implements Recognizer {
    /**
     * Declares the layers.
     *
     * @return layers from (N, K, T, H, W) to logits (N, classes)
     */
    @Override
    public Assembly assemble() {
        Weights weights = new Weights(Reference.MMACTION2);
        Backbone extractor = backbone.declare(weights.scope("backbone"));
        Head classifier = I3DHead.declare(weights.scope("cls_head"), extractor.channels(), head);
        return new Assembly(weights, extractor, extractor, classifier);
    }

    @Override
    public List<OnnxAxis> inputAxes() {
        return List.of(
                OnnxAxis.BATCH,
                OnnxAxis.fixed("maps", backbone.inChannels()),
                OnnxAxis.free("frames"),
                OnnxAxis.free("height"),
                OnnxAxis.free("width"));
    }
}
