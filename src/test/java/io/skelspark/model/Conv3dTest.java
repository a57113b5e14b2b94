package io.skelspark.model;

import ai.djl.ndarray.types.Shape;
import io.skelspark.model.DefinedConvolution.Meeting;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.Convolution;
import io.skelspark.model.layer.Weights;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions over frames and images against their definition, in every way in which they are computed. */
class Conv3dTest {
    private static final int IN = 3;
    private static final int OUT = 2;
    private static final int CHANNELS = 5;
    private static final int FRAMES = 3;

    /** Every window of a backbone, on one or two samples, on narrow or wide images. */
    @ParameterizedTest
    @CsvSource({
        "1, 12, 1, 3, 1, 1",
        "1, 12, 1, 3, 1, 2",
        "1, 64, 1, 3, 1, 1",
        "1, 64, 1, 3, 1, 2",
        "1, 64, 1, 7, 1, 1",
        "2, 12, 1, 3, 1, 2",
        "2, 64, 1, 3, 1, 2",
        "2, 12, 1, 1, 1, 1",
        "1, 12, 1, 1, 1, 2",
        "2, 12, 1, 1, 1, 2",
        "2, 13, 1, 1, 2, 2",
        "2, 12, 1, 3, 2, 2",
        "1, 12, 3, 1, 1, 1",
        "2, 12, 3, 1, 1, 1",
        "1, 12, 3, 3, 1, 1",
        "2, 13, 3, 3, 1, 1",
        "2, 12, 1, 3, 1, 2",
        "1, 64, 1, 3, 1, 2"
    })
    void agreesWithTheDefinition(int samples, int rows, int frames, int side, int temporalStride, int spatialStride) {
        VolumeWindow window = new VolumeWindow(frames, side, temporalStride, spatialStride);
        compare(window, samples, rows, IN, OUT, scope -> Conv3d.declare(scope, IN, OUT, window));
    }

    /** Convolutions of each channel by itself, in every way in which windows are computed. */
    @ParameterizedTest
    @CsvSource({
        "1, 12, 5, 1, 1, 1", "2, 13, 5, 1, 1, 1", "1, 12, 3, 3, 1, 1", "2, 12, 3, 3, 1, 1", "1, 13, 3, 3, 1, 2",
        "2, 12, 3, 3, 1, 2", "2, 12, 3, 3, 2, 2", "2, 12, 1, 3, 1, 1", "2, 64, 1, 3, 1, 2", "2, 12, 1, 1, 2, 2",
        "1, 64, 3, 3, 1, 1", "2, 64, 3, 3, 1, 2"
    })
    void ofEachChannelAgreesWithTheDefinition(
            int samples, int rows, int frames, int side, int temporalStride, int spatialStride) {
        VolumeWindow window = new VolumeWindow(frames, side, temporalStride, spatialStride);
        compare(window, samples, rows, 1, CHANNELS, scope -> Conv3d.depthwise(scope, CHANNELS, window));
    }

    /**
     * Compares a convolution with its definition.
     *
     * @param in channels of the input that an output sees
     */
    private static void compare(
            VolumeWindow window,
            int samples,
            int rows,
            int in,
            int out,
            Function<Weights.Scope, Convolution> declared) {
        int temporalStride = window.temporalStride();
        int spatialStride = window.spatialStride();
        int outFrames = (FRAMES - 1) / temporalStride + 1;
        int outRows = (rows - 1) / spatialStride + 1;
        DefinedConvolution definition = meeting -> {
            for (int output = 0; output < samples * out * outFrames * outRows * outRows; output++) {
                define(window, rows, in, out, output, meeting);
            }
        };
        definition.compare(
                declared,
                new Shape(samples, in == 1 ? out : in, FRAMES, rows, rows),
                new Shape(samples, out, outFrames, outRows, outRows),
                2e-3f);
    }

    private static void define(VolumeWindow window, int rows, int inOfOne, int outs, int output, Meeting meeting) {
        int outRows = (rows - 1) / window.spatialStride() + 1;
        int outFrames = (FRAMES - 1) / window.temporalStride() + 1;
        int side = window.side();
        int column = output % outRows;
        int row = output / outRows % outRows;
        int frame = output / outRows / outRows % outFrames;
        int out = output / outRows / outRows / outFrames % outs;
        int sample = output / outRows / outRows / outFrames / outs;
        int ins = inOfOne == 1 ? outs : inOfOne;
        int kernel = inOfOne * window.frames() * side * side;
        for (int weight = 0; weight < kernel; weight++) {
            int x = column * window.spatialStride() + weight % side - side / 2;
            int y = row * window.spatialStride() + weight / side % side - side / 2;
            int t = frame * window.temporalStride() + weight / side / side % window.frames() - window.frames() / 2;
            int in = inOfOne == 1 ? out : weight / side / side / window.frames();
            if (Math.min(x, Math.min(y, t)) >= 0 && Math.max(x, y) < rows && t < FRAMES) {
                int place = ((sample * ins + in) * FRAMES + t) * rows * rows + y * rows + x;
                meeting.meet(output, out * kernel + weight, place);
            }
        }
    }
}
