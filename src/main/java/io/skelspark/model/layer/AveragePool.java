package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.List;

/**
 * The average over blocks of places that do not overlap. Places at the end of an axis that fill no block are left out. It is
 * not counted.
 *
 * @param frames number of frames of a block
 * @param side rows and columns of a block
 */
public record AveragePool(int frames, int side) implements Layer {
    /**
     * Averages.
     *
     * @shape (N, C, T, H, W) to (N, C, T / frames, H / side, W / side), rounded down
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        if (frames == 1 && weights.mode() == PassMode.EVALUATION) {
            return Torch.frameByFrame(input, images -> Torch.averagePool(images, new Shape(side, side)));
        }
        NDArray output = Torch.averagePool(input, new Shape(frames, side, side));
        return Torch.then(output, weights.mode().stored(output));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        List<Long> block = List.of((long) frames, (long) side, (long) side);
        return input.averagePool(new OnnxWindow(block, block, List.of(0L, 0L, 0L)));
    }
}
