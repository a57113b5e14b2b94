package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.tensor.Views;
import io.skelspark.train.ToyNetwork.ToySamples;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.Mixing;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixupTest {
    private static final int[] FOUR = {0, 1, 2, 3};

    @Test
    void mixesNothingIfItIsOff() {
        Mixing mixing = Mixup.OFF.draw(4, 7);
        assertThat(mixing.share()).isEqualTo(1);
        assertThat(mixing.partners()).containsExactly(FOUR);
        assertThatThrownBy(() -> new Mixup(-0.1)).hasMessageContaining("expected 0 or more");
    }

    @Test
    void drawsTheSamePartnersAndShareFromTheSameSeed() {
        Mixing mixing = new Mixup(0.4).draw(16, 5);
        Mixing again = new Mixup(0.4).draw(16, 5);
        assertThat(again.share()).isEqualTo(mixing.share());
        assertThat(again.partners()).containsExactly(mixing.partners());
        assertThat(new Mixup(0.4).draw(16, 6).share()).isNotEqualTo(mixing.share());
        assertThat(mixing.partners())
                .containsExactlyInAnyOrder(IntStream.range(0, 16).toArray());
    }

    /** The variance of Beta(a, a) is 1 / (4 (2 a + 1)). */
    @ParameterizedTest
    @CsvSource({"0.01", "0.2", "1", "4"})
    void drawsSharesOfTheBetaDistribution(double alpha) {
        double[] shares = IntStream.range(0, 20_000)
                .mapToDouble(seed -> new Mixup(alpha).draw(1, seed * 77L).share())
                .toArray();
        assertThat(Arrays.stream(shares)).allMatch(share -> share >= 0.5 && share <= 1);
        double variance = Arrays.stream(shares)
                .map(share -> (share - 0.5) * (share - 0.5))
                .average()
                .orElseThrow();
        assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.004));
    }

    @Test
    void mixesTheInputsOfABatch() {
        ToySamples samples = new ToySamples(8, 5, 3, 0.3f);
        int[] seeds = {9, 8, 7, 6};
        Batch plain = samples.batch(FOUR, seeds, Mixing.none(4), new InputMemory());
        Mixing mixing = new Mixing(0.75, new int[] {2, 1, 3, 0});
        Batch mixed = samples.batch(FOUR, seeds, mixing, new InputMemory());
        assertThat(mixed.labels()).containsExactly(plain.labels());
        assertThat(mixed.mixing()).isSameAs(mixing);
        for (int i = 0; i < 20; i++) {
            float own = plain.inputs()[i];
            float other = plain.inputs()[mixing.partners()[i / 5] * 5 + i % 5];
            assertThat(mixed.inputs()[i]).isEqualTo(i / 5 == 1 ? own : 0.75f * own + 0.25f * other);
        }
    }

    @Test
    void erasesAllThatItDrew() {
        Views one = new Tensor(DType.FLOAT32, new int[] {2, 3}, new double[] {1, 0, 2, 3, 4, 5});
        Views other = new Tensor(DType.FLOAT32, new int[] {2, 3}, new double[] {0, 8, 0, 1, 1, 1});
        FloatBuffer memory = FloatBuffer.allocate(5);
        MixedViews mixed = new MixedViews(one, other, 0.5f);
        mixed.draw(0, memory, 1);
        assertThat(memory.array()).containsExactly(0, 0.5f, 4, 1, 0);
        mixed.erase(0, memory, 1);
        assertThat(memory.array()).containsOnly(0);
        mixed.draw(1, memory, 2);
        assertThat(memory.array()).containsExactly(0, 0, 2, 2.5f, 3);
    }
}
