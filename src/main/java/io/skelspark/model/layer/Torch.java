package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The few operations of libtorch that Deep Java Library's own interface lacks or hides. */
public final class Torch {
    private Torch() {}

    /** Returns the result of an operation and closes its input, which is no longer needed. */
    public static NDArray then(NDArray spent, NDArray result) {
        spent.close();
        return result;
    }

    /** Returns the values in the order of their axes in memory; they are copied unless they have it. */
    public static NDArray contiguous(NDArray input) {
        try (NDArray values = input.flatten()) {
            return values.reshape(input.getShape());
        }
    }

    /**
     * Returns a number as an array of the type of another. If gradients are wanted, a factor or divisor must be such an
     * array: the library's own lies in memory of Java, which may be collected before the backward pass reads it.
     */
    public static NDArray scalar(NDArray like, long value) {
        return like.getManager().full(new Shape(), (float) value, like.getDataType());
    }

    /** Rectifies. */
    public static NDArray relu(NDArray input) {
        return JniUtils.relu((PtNDArray) input);
    }

    /** Computes the hyperbolic tangent. */
    public static NDArray tanh(NDArray input) {
        return JniUtils.tanh((PtNDArray) input);
    }

    /** Computes the softmax along an axis. */
    public static NDArray softmax(NDArray input, int axis) {
        return JniUtils.softmax((PtNDArray) input, axis, input.getDataType());
    }

    /** Computes the logistic function. */
    public static NDArray sigmoid(NDArray input) {
        return JniUtils.sigmoid((PtNDArray) input);
    }

    /**
     * Computes the maximum over a window of 3 frames around each stride-th frame.
     *
     * @shape (N, C, T, V) to (N, C, T', V)
     */
    public static NDArray maxPool3(NDArray input, int stride) {
        return maxPool(input, new Shape(3, 1), new Shape(stride, 1), new Shape(1, 0));
    }

    /**
     * Computes the maximum over windows of 3 x 3 places of each image.
     *
     * @shape (N, C, T, H, W) to (N, C, T, H', W')
     */
    public static NDArray maxPool3x3(NDArray input, int stride) {
        return frameByFrame(
                input, images -> maxPool(images, new Shape(3, 3), new Shape(stride, stride), new Shape(1, 1)));
    }

    /**
     * Computes the average over blocks that lie side by side.
     *
     * @param block sizes along the last axes, two or three
     * @shape (N, C, ...) to (N, C, ...), rounded down
     */
    static NDArray averagePool(NDArray input, Shape block) {
        Shape padding = new Shape(new long[block.dimension()]);
        return JniUtils.avgPool((PtNDArray) input, block, block, padding, false, false);
    }

    private static NDArray maxPool(NDArray input, Shape kernel, Shape stride, Shape padding) {
        return JniUtils.maxPool((PtNDArray) input, kernel, stride, padding, false);
    }

    /** Returns values (N, C, ...) stored as (N, ..., C); they are copied unless they are. */
    public static NDArray channelsLast(NDArray input) {
        int axes = input.getShape().dimension();
        try (NDArray ordered = input.transpose(turned(axes, 1));
                NDArray stored = contiguous(ordered)) {
            return stored.transpose(turned(axes, axes - 2));
        }
    }

    /** Returns all axes, those after the first one rotated. */
    private static int[] turned(int axes, int by) {
        return IntStream.range(0, axes)
                .map(axis -> axis == 0 ? 0 : (axis - 1 + by) % (axes - 1) + 1)
                .toArray();
    }

    /**
     * Runs an operation on images, of which each frame is one. Channels must lie last in memory, otherwise this copies.
     *
     * @shape (N, C, T, H, W) to (N, C', T, H', W')
     */
    static NDArray frameByFrame(NDArray volumes, UnaryOperator<NDArray> operation) {
        Shape shape = volumes.getShape();
        try (NDArray ordered = volumes.transpose(0, 2, 1, 3, 4);
                NDArray images =
                        ordered.reshape(new Shape(shape.get(0) * shape.get(2), shape.get(1)).addAll(shape.slice(3)));
                NDArray output = operation.apply(images);
                NDArray frames = output.reshape(new Shape(shape.get(0), shape.get(2))
                        .addAll(output.getShape().slice(1)))) {
            return frames.transpose(0, 2, 1, 3, 4);
        }
    }

    /**
     * Runs an operation that is faster with channels last on volumes in the order of their axes, one by one. The result is in
     * the order of its axes, too.
     *
     * @shape (N, C, T, H, W) to (N, C', T', H', W')
     */
    public static NDArray throughChannelsLast(NDArray volumes, UnaryOperator<NDArray> operation) {
        try (NDList each = volumes.split(volumes.getShape().get(0));
                NDList results = new NDList()) {
            each.forEach(volume -> results.add(oneThroughChannelsLast(volume, operation)));
            // the library would copy a single volume without its gradient
            return results.size() == 1 ? results.remove(0) : NDArrays.concat(results);
        }
    }

    private static NDArray oneThroughChannelsLast(NDArray volume, UnaryOperator<NDArray> operation) {
        long channels = volume.getShape().get(1);
        Shape places = volume.getShape().slice(2);
        try (NDArray stored = transposed(volume, channels);
                NDArray last = stored.reshape(new Shape(1).addAll(places).add(channels));
                NDArray input = last.transpose(0, 4, 1, 2, 3);
                NDArray output = operation.apply(input);
                NDArray outputLast = output.transpose(0, 2, 3, 4, 1)) {
            Shape result = output.getShape();
            try (NDArray ordered = transposed(outputLast, result.slice(2).size())) {
                return ordered.reshape(result);
            }
        }
    }

    /**
     * Transposes a matrix, given in any shape, in memory. Its gradient is transposed back in the same way: an operation is
     * slow if a value and its gradient lie in different orders. The library moves a single matrix block by block, but a
     * stack of matrices value by value.
     */
    private static NDArray transposed(NDArray values, long rows) {
        try (NDArray flat = values.flatten();
                NDArray matrix = flat.reshape(rows, -1);
                NDArray across = matrix.transpose()) {
            return across.flatten();
        }
    }

    /**
     * Takes each frames-th frame, and of it each places-th row and column. The library's own index would slice the other axes,
     * too, and its backward pass would fill and copy memory for each of them.
     *
     * @shape (N, C, T, H, W) to (N, C, T / frames, H / places, W / places), rounded up
     */
    static NDArray every(int frames, int places, NDArray volumes) {
        try (NDArray fewer = along(2, frames, volumes);
                NDArray rows = along(3, places, fewer)) {
            return along(4, places, rows);
        }
    }

    private static NDArray along(int axis, int step, NDArray input) {
        Shape shape = input.getShape();
        return step == 1 ? input.reshape(shape) : JniUtils.slice((PtNDArray) input, axis, 0, shape.get(axis), step);
    }

    /**
     * Multiplies matrices, pair by pair.
     *
     * @shape (B, I, J) and (B, J, K) to (B, I, K)
     */
    public static NDArray batchedProduct(NDArray left, NDArray right) {
        return JniUtils.bmm((PtNDArray) left, (PtNDArray) right);
    }

    /** Propagates a gradient of an output to the leaves, on this thread. */
    public static void backward(NDArray output, NDArray gradient) {
        JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
    }
}
