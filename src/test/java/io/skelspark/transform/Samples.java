package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Small samples for tests. */
final class Samples {
    private Samples() {}

    /** Returns a tensor whose values are a function of the flat index, rounded to the width. */
    static Tensor tensor(DType dtype, IntToDoubleFunction value, int... shape) {
        double[] values = Tensor.zeros(dtype, shape).values();
        Arrays.setAll(values, i -> dtype.round(value.applyAsDouble(i)));
        return new Tensor(dtype, shape, values);
    }

    /** Returns the 2D clip of one person and three frames whose features the specification lists. */
    static PoseSample coco() {
        IntToDoubleFunction position = i -> {
            int joint = i / 2 % 17;
            int frame = i / 34;
            return i % 2 == 0 ? 900 + 37.3 * joint + 1.7 * frame : 300 + 11.1 * joint - 2.3 * frame;
        };
        return new PoseSample(
                "coco",
                3,
                3,
                new ImageShape(1080, 1920),
                tensor(DType.FLOAT16, position, 1, 3, 17, 2),
                tensor(DType.FLOAT16, i -> 0.5 + 0.02 * (i % 17), 1, 3, 17));
    }

    /** Returns the 3D clip of two persons and three frames that the specification lists; the second has more frames. */
    static PoseSample ntu() {
        Tensor wave = tensor(DType.FLOAT16, i -> Math.sin(0.1 * i) + 0.5, 2, 3, 25, 3);
        double[] values = wave.values();
        Arrays.fill(values, 75, 150, 0);
        for (int i = 225; i < 450; i++) {
            values[i] = DType.FLOAT16.round(values[i] * 0.5);
        }
        return new PoseSample("ntu", 5, 3, null, wave, null);
    }

    /** Returns two people of two frames in a small image; one joint of the first is missing. */
    static PoseSample people() {
        Tensor keypoint = tensor(DType.FLOAT32, i -> 20 + 14 * Math.sin(1.7 * i), 2, 2, 17, 2);
        Arrays.fill(keypoint.values(), 8, 10, 0);
        Tensor score = tensor(DType.FLOAT32, i -> 0.5 + 0.4 * Math.cos(i), 2, 2, 17);
        return new PoseSample("people", 1, 2, new ImageShape(40, 48), keypoint, score);
    }

    static PoseSample withFrames(int persons, int frames, int channels, DType dtype) {
        Tensor keypoint = tensor(dtype, i -> Math.sin(i) * 3, persons, frames, 17, channels);
        return new PoseSample("waves", 0, frames, null, keypoint, null);
    }

    /** Returns everything in a sample, in a form that compares by value. */
    static String describe(PoseSample sample) {
        return String.join(
                " ",
                sample.id(),
                Integer.toString(sample.label()),
                Integer.toString(sample.totalFrames()),
                String.valueOf(sample.imgShape()),
                describe(sample.keypoint()),
                describe(sample.keypointScore()),
                Arrays.toString(sample.frameInds()),
                Integer.toString(sample.numClips()),
                sample.heatmaps() == null ? "none" : Arrays.toString(drawn(sample.input())));
    }

    /** Returns the values of all views, one after the other. */
    static float[] drawn(Views views) {
        int size = views.viewSize();
        FloatBuffer values = FloatBuffer.allocate(size * views.shape()[0]);
        for (int view = 0; view < views.shape()[0]; view++) {
            views.draw(view, values, view * size);
        }
        return values.array();
    }

    private static String describe(@Nullable Tensor tensor) {
        return tensor == null ? "none" : tensor + Arrays.toString(tensor.values());
    }

    /** Returns the last axis at one place. */
    static double[] at(Tensor tensor, int... index) {
        int offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            offset = offset * tensor.size(axis) + index[axis];
        }
        int channels = tensor.size(index.length);
        return Arrays.copyOfRange(tensor.values(), offset * channels, (offset + 1) * channels);
    }
}
