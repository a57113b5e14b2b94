package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.Geometry;
import io.skelspark.model.layer.Mode;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions over images against their definition, whichever way they are computed. */
class Conv3dTest {
    private static final int IN = 3;
    private static final int OUT = 2;
    private static final int FRAMES = 2;
    private final Random random = new Random(5);

    private float[] noise(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /** Images of one sample, narrow and wide. */
    @ParameterizedTest
    @CsvSource({"12, 3, 1", "12, 3, 2", "64, 3, 1", "64, 3, 2", "64, 7, 1"})
    void givesWhatTheDefinitionDoes(int rows, int side, int stride) {
        Weights declared = new Weights();
        Conv3d conv = Conv3d.declare(declared.scope("conv"), IN, OUT, new Geometry(1, side, 1, stride));
        int outRows = (rows - 1) / stride + 1;
        float[] values = noise(OUT * IN * side * side);
        float[] input = noise(IN * FRAMES * rows * rows);
        float[] outer = noise(OUT * FRAMES * outRows * outRows);
        float[] output = new float[outer.length];
        float[] gradient = new float[values.length];
        float[] inputGradient = new float[input.length];
        define(rows, side, stride, (o, w, i) -> output[o] += values[w] * input[i]);
        define(rows, side, stride, (o, w, i) -> gradient[w] += outer[o] * input[i]);
        define(rows, side, stride, (o, w, i) -> inputGradient[i] += outer[o] * values[w]);
        for (Mode mode : Mode.values()) {
            Engine.enter(mode == Mode.TRAINING);
            try (NDManager run = Engine.manager()) {
                NDArray leaf = run.create(values);
                NDArray images = run.create(input, new Shape(1, IN, FRAMES, rows, rows));
                leaf.setRequiresGradient(mode == Mode.TRAINING);
                images.setRequiresGradient(mode == Mode.TRAINING);
                BoundWeights weights =
                        new BoundWeights(declared.layout().entries(), leaf, run.zeros(new Shape(0)), mode, 0);
                NDArray found = conv.forward(images, weights);
                assertThat(found.getShape()).isEqualTo(new Shape(1, OUT, FRAMES, outRows, outRows));
                assertThat(found.toFloatArray()).containsExactly(output, within(1e-4f));
                if (mode == Mode.TRAINING) {
                    Torch.backward(found, run.create(outer, found.getShape()));
                    assertThat(leaf.getGradient().toFloatArray()).containsExactly(gradient, within(2e-3f));
                    assertThat(images.getGradient().toFloatArray()).containsExactly(inputGradient, within(1e-4f));
                }
            }
        }
    }

    /** Places of an output, a weight and an input that meet. */
    private interface Meeting {
        void meet(int output, int weight, int input);
    }

    private static void define(int rows, int side, int stride, Meeting meeting) {
        int outRows = (rows - 1) / stride + 1;
        for (int output = 0; output < OUT * FRAMES * outRows * outRows; output++) {
            int column = output % outRows;
            int row = output / outRows % outRows;
            int frame = output / outRows / outRows % FRAMES;
            int out = output / outRows / outRows / FRAMES;
            for (int weight = 0; weight < IN * side * side; weight++) {
                int y = row * stride + weight / side % side - side / 2;
                int x = column * stride + weight % side - side / 2;
                int in = weight / side / side;
                if (y >= 0 && y < rows && x >= 0 && x < rows) {
                    meeting.meet(
                            output, out * IN * side * side + weight, ((in * FRAMES + frame) * rows + y) * rows + x);
                }
            }
        }
    }
}
