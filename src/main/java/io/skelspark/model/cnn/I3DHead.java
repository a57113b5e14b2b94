package io.skelspark.model.cnn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Head;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * The classifier of 3D networks: features averaged over frames and places, then one linear layer.
 *
 * @source mmaction/models/heads/i3d_head.py, I3DHead
 */
public final class I3DHead {
    private I3DHead() {}

    /**
     * Declares the weights.
     *
     * @return a head from (N, C, T, H, W) to logits (N, K)
     */
    public static Head declare(Weights.Scope scope, int channels, HeadSettings settings) {
        return Head.declare(scope, "fc_cls", new Average(), channels, settings);
    }

    /**
     * The average over frames and places, which is not counted.
     *
     * @shape (N, C, T, H, W) to (N, C)
     */
    private record Average() implements Layer {
        @Override
        public NDArray forward(NDArray features, BoundWeights weights) {
            try (NDArray places = features.flatten(2, 4)) {
                return places.mean(new int[] {2});
            }
        }

        @Override
        public OnnxValue export(OnnxValue features, OnnxGraph graph) {
            return features.mean(2, 3, 4);
        }
    }
}
