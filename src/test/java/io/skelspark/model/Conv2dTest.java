package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Conv2d.Geometry;
import io.skelspark.model.layer.Mode;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions over frames against their definition, whichever way they are computed. */
class Conv2dTest {
    private static final int SAMPLES = 2;
    private static final int JOINTS = 3;
    private final Random random = new Random(5);

    private float[] noise(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /** Narrow and wide, with even and odd numbers of frames. */
    @ParameterizedTest
    @CsvSource({
        "4, 4, 20, 9, 1, 1",
        "4, 5, 20, 9, 2, 1",
        "128, 129, 20, 9, 1, 1",
        "130, 128, 25, 9, 1, 1",
        "128, 128, 20, 9, 2, 1",
        "128, 128, 30, 9, 1, 2",
        "128, 128, 3, 9, 1, 1"
    })
    void givesWhatTheDefinitionDoes(int in, int out, int frames, int kernel, int stride, int dilation) {
        Geometry geometry = new Geometry(kernel, stride, dilation);
        Weights declared = new Weights();
        Conv2d conv = Conv2d.declare(declared.scope("conv"), in, out, geometry, Conv2d.Start.DEFAULT);
        int outFrames = (frames - 1) / stride + 1;
        float[] values = noise(out * in * kernel + out);
        float[] input = noise(SAMPLES * in * frames * JOINTS);
        float[] outer = noise(SAMPLES * out * outFrames * JOINTS);
        float[] output = new float[outer.length];
        float[] gradient = new float[values.length];
        float[] inputGradient = new float[input.length];
        for (int i = 0; i < output.length; i++) {
            int bias = out * in * kernel + i / (outFrames * JOINTS) % out;
            output[i] = values[bias];
            gradient[bias] += outer[i];
        }
        Meeting all = (o, w, i) -> {
            output[o] += values[w] * input[i];
            gradient[w] += outer[o] * input[i];
            inputGradient[i] += outer[o] * values[w];
        };
        define(in, out, frames, geometry, all);
        for (Mode mode : Mode.values()) {
            Engine.enter(mode == Mode.TRAINING);
            try (NDManager run = Engine.manager()) {
                NDArray leaf = run.create(values);
                NDArray clips = run.create(input, new Shape(SAMPLES, in, frames, JOINTS));
                leaf.setRequiresGradient(mode == Mode.TRAINING);
                clips.setRequiresGradient(mode == Mode.TRAINING);
                BoundWeights weights =
                        new BoundWeights(declared.layout().entries(), leaf, run.zeros(new Shape(0)), mode, 0);
                NDArray found = conv.forward(clips, weights);
                assertThat(found.getShape()).isEqualTo(new Shape(SAMPLES, out, outFrames, JOINTS));
                assertThat(found.toFloatArray()).containsExactly(output, within(1e-4f));
                if (mode == Mode.TRAINING) {
                    Torch.backward(found, run.create(outer, found.getShape()));
                    assertThat(leaf.getGradient().toFloatArray()).containsExactly(gradient, within(1e-4f));
                    assertThat(clips.getGradient().toFloatArray()).containsExactly(inputGradient, within(1e-4f));
                }
            }
        }
    }

    /** Places of an output, a weight and an input that meet. */
    private interface Meeting {
        void meet(int output, int weight, int input);
    }

    private static void define(int in, int out, int frames, Geometry geometry, Meeting meeting) {
        int outFrames = (frames - 1) / geometry.stride() + 1;
        for (int output = 0; output < SAMPLES * out * outFrames * JOINTS; output++) {
            int joint = output % JOINTS;
            int outFrame = output / JOINTS % outFrames;
            int channel = output / JOINTS / outFrames % out;
            int sample = output / JOINTS / outFrames / out;
            for (int weight = 0; weight < in * geometry.kernel(); weight++) {
                int tap = weight % geometry.kernel() - geometry.kernel() / 2;
                int frame = outFrame * geometry.stride() + tap * geometry.dilation();
                int from = sample * in + weight / geometry.kernel();
                if (frame >= 0 && frame < frames) {
                    meeting.meet(
                            output,
                            channel * in * geometry.kernel() + weight,
                            (from * frames + frame) * JOINTS + joint);
                }
            }
        }
    }
}
