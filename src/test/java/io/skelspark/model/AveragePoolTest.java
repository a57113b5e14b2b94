package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.model.layer.AveragePool;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Torch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Averages over blocks against their definition; places that fill no block have no part in them. */
class AveragePoolTest {
    private static final int CHANNELS = 3;

    @ParameterizedTest
    @CsvSource({"1, 2, 4, 6", "1, 2, 3, 7", "2, 2, 4, 6", "2, 2, 5, 7", "2, 3, 3, 8"})
    void agreesWithTheDefinition(int frames, int side, int inFrames, int inSide) {
        int planes = 2 * CHANNELS;
        int outFrames = inFrames / frames;
        int outSide = inSide / side;
        float[] input = new float[planes * inFrames * inSide * inSide];
        float[] outer = new float[planes * outFrames * outSide * outSide];
        Random random = new Random(5);
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextFloat();
        }
        float[] expected = new float[outer.length];
        float[] gradient = new float[input.length];
        float share = 1f / (frames * side * side);
        for (int i = 0; i < outer.length; i++) {
            outer[i] = random.nextFloat();
            int column = i % outSide;
            int row = i / outSide % outSide;
            int frame = i / outSide / outSide % outFrames;
            int plane = i / outSide / outSide / outFrames;
            for (int place = 0; place < frames * side * side; place++) {
                int x = column * side + place % side;
                int y = row * side + place / side % side;
                int t = frame * frames + place / side / side;
                int from = ((plane * inFrames + t) * inSide + y) * inSide + x;
                expected[i] += share * input[from];
                gradient[from] += share * outer[i];
            }
        }
        Shape output = new Shape(2, CHANNELS, outFrames, outSide, outSide);
        for (PassMode mode : PassMode.values()) {
            TorchEngine.enter(mode == PassMode.TRAINING);
            try (NDManager run = TorchEngine.manager()) {
                NDArray leaf = run.create(input, new Shape(2, CHANNELS, inFrames, inSide, inSide));
                leaf.setRequiresGradient(mode == PassMode.TRAINING);
                NDArray none = run.zeros(new Shape(0));
                BoundWeights weights = new BoundWeights(List.of(), none, none, mode, 0);
                NDArray found = new AveragePool(frames, side).forward(mode.stored(leaf), weights);
                assertThat(found.getShape()).isEqualTo(output);
                assertThat(found.toFloatArray()).containsExactly(expected, within(1e-6f));
                if (mode == PassMode.TRAINING) {
                    Torch.backward(found, run.create(outer, output));
                    assertThat(leaf.getGradient().toFloatArray()).containsExactly(gradient, within(1e-6f));
                }
            }
        }
    }
}
