package io.skelspark.model;

import ai.djl.ndarray.types.Shape;
import io.skelspark.model.DefinedConvolution.Meeting;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Conv2d.FrameWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions over frames against their definition, in every way in which they are computed. */
class Conv2dTest {
    private static final int SAMPLES = 2;
    private static final int JOINTS = 3;

    /** Narrow and wide layers, with even and odd numbers of frames. */
    @ParameterizedTest
    @CsvSource({
        "4, 4, 20, 9, 1, 1",
        "4, 5, 20, 9, 2, 1",
        "128, 129, 20, 9, 1, 1",
        "130, 128, 25, 9, 1, 1",
        "128, 128, 20, 9, 2, 1",
        "128, 130, 25, 9, 2, 1",
        "128, 128, 30, 9, 1, 2",
        "128, 128, 3, 9, 1, 1"
    })
    void agreesWithTheDefinition(int in, int out, int frames, int kernel, int stride, int dilation) {
        FrameWindow window = new FrameWindow(kernel, stride, dilation);
        int outFrames = (frames - 1) / stride + 1;
        DefinedConvolution definition = meeting -> define(in, out, frames, window, meeting);
        definition.compare(
                scope -> Conv2d.declare(scope, in, out, window, Conv2d.FirstValues.DEFAULT),
                new Shape(SAMPLES, in, frames, JOINTS),
                new Shape(SAMPLES, out, outFrames, JOINTS),
                1e-4f);
    }

    private static void define(int in, int out, int frames, FrameWindow window, Meeting meeting) {
        int outFrames = (frames - 1) / window.stride() + 1;
        for (int output = 0; output < SAMPLES * out * outFrames * JOINTS; output++) {
            int joint = output % JOINTS;
            int outFrame = output / JOINTS % outFrames;
            int channel = output / JOINTS / outFrames % out;
            int sample = output / JOINTS / outFrames / out;
            for (int weight = 0; weight < in * window.kernel(); weight++) {
                int tap = weight % window.kernel() - window.kernel() / 2;
                int frame = outFrame * window.stride() + tap * window.dilation();
                int from = sample * in + weight / window.kernel();
                if (frame >= 0 && frame < frames) {
                    meeting.meet(
                            output, channel * in * window.kernel() + weight, (from * frames + frame) * JOINTS + joint);
                }
            }
        }
    }
}
