package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomDropAxisTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomDropAxis(1);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(2, 3, 3, DType.FLOAT16);
    }

    @Test
    void setsOneDrawnAxisToZero() {
        double[] input = sample().keypoint().values();
        TreeSet<Integer> axes = new TreeSet<>();
        for (int seed = 0; seed < 20; seed++) {
            int axis = new NumpyRandom(seed).randint(3);
            axes.add(axis);
            PoseSample found = transform().apply(sample(), new NumpyRandom(seed));
            for (int i = 0; i < input.length; i++) {
                assertThat(found.keypoint().values()[i]).isEqualTo(i % 3 == axis ? 0 : input[i]);
            }
        }
        assertThat(axes).containsExactly(0, 1, 2);
    }

    @Test
    void dropsAtTheGivenRatio() {
        PoseSample input = sample();
        NumpyRandom random = new NumpyRandom(1);
        int dropped = 0;
        for (int i = 0; i < 1000; i++) {
            dropped += new RandomDropAxis(0.25).apply(input, random).equals(input) ? 0 : 1;
        }
        assertThat(dropped).isBetween(200, 300);
        assertThatThrownBy(() -> new RandomDropAxis(1.1)).hasMessageContaining("expected 0 to 1");
    }
}
