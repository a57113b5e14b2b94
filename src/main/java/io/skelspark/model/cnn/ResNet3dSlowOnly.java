package io.skelspark.model.cnn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The backbone of PoseC3D: the slow pathway of SlowFast alone, a residual network that keeps frames apart in its first
 * stages. Its input is volumes of heat maps.
 *
 * @param inChannels K, number of maps of a frame
 * @param baseChannels width of the first convolution
 * @param stemStride rows and columns between the windows of the first convolution
 * @param poolStride rows and columns between the windows of the maximum that follows it
 * @param stages the residual blocks that follow
 * @source mmaction/models/backbones/resnet3d_slowonly.py, ResNet3dSlowOnly
 */
public record ResNet3dSlowOnly(
        int inChannels, int baseChannels, int stemStride, int poolStride, List<SlowOnlyStage> stages)
        implements VolumeBackbone {
    public ResNet3dSlowOnly {
        stages = List.copyOf(stages);
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        List<Backbone.Stage> sequence = new ArrayList<>();
        Weights.Scope stem = scope.child("conv1");
        Layer conv1 = ConvModule.declare(stem, inChannels, baseChannels, new VolumeWindow(1, 7, 1, stemStride));
        sequence.add(new Backbone.Stage(stem.path(), Layer.sequence(List.of(new Stored(), conv1))));
        sequence.add(new Backbone.Stage(scope.child("maxpool").path(), new PlaceMaximum(poolStride)));
        int in = baseChannels;
        int width = baseChannels;
        for (int i = 0; i < stages.size(); i++) {
            Weights.Scope layer = scope.child("layer" + (i + 1));
            List<Layer> blocks = new ArrayList<>();
            for (int order = 0; order < stages.get(i).blocks(); order++) {
                blocks.add(new Bottleneck(layer.child(order), stages.get(i), order, in, width));
                in = Bottleneck.EXPANSION * width;
            }
            sequence.add(new Backbone.Stage(layer.path(), Layer.sequence(blocks)));
            width *= 2;
        }
        return new Backbone(sequence, in);
    }

    /** The maximum over a place of an image and its neighbours. */
    private record PlaceMaximum(int stride) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            return weights.mode() == PassMode.TRAINING
                    ? Torch.throughChannelsLast(input, volumes -> Torch.maxPool3x3(volumes, stride))
                    : Torch.maxPool3x3(input, stride);
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return input.maxPool(new OnnxWindow(
                    List.of(1L, 3L, 3L), List.of(1L, (long) stride, (long) stride), List.of(0L, 1L, 1L)));
        }
    }
}
