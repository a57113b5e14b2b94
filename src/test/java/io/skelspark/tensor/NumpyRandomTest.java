package io.skelspark.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumpyRandomTest {
    @Test
    void startsFromSeed255AsNumpyDoes() {
        NumpyRandom random = new NumpyRandom(255);
        assertThat(IntStream.range(0, 5).mapToLong(i -> Integer.toUnsignedLong(random.nextBits())))
                .containsExactly(1992592179L, 1460470953L, 957929695L, 2012040825L, 1383941606L);
        assertThat(new NumpyRandom(255).rand()).isEqualTo(0.46393651768596755);
    }

    @Test
    void drawsNothingIfThereIsOnlyOneValue() {
        NumpyRandom random = new NumpyRandom(255);
        assertThat(random.randint(1)).isZero();
        assertThat(random.nextBits()).isEqualTo(1992592179);
    }

    @Test
    void choosesWithoutReplacement() {
        assertThat(IntStream.of(new NumpyRandom(4).choice(101, 99)))
                .hasSize(99)
                .doesNotHaveDuplicates()
                .allMatch(value -> value >= 0 && value < 101);
    }

    @Test
    void drawsNormalNumbersAsNumpyDoes() {
        NumpyRandom random = new NumpyRandom(12345);
        double[] expected = {-0.20470765948471295, 0.47894333805754824, -0.5194387150567381};
        for (double value : expected) {
            assertThat(random.normal()).isCloseTo(value, within(1e-15));
        }
        assertThat(random.rand()).isEqualTo(0.5677250290816866);
        assertThat(random.normal()).as("the spare one").isCloseTo(-0.55573030434749, within(1e-15));
    }

    @Test
    void spreadsUniformNumbersOverTheWholeRange() {
        NumpyRandom random = new NumpyRandom(2);
        double[] values = IntStream.range(0, 20_000)
                .mapToDouble(i -> random.uniform(-3, 1))
                .toArray();
        assertThat(IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(-1, within(0.03));
        assertThat(DoubleStream.of(values)).allMatch(value -> value >= -3 && value < 1);
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> new NumpyRandom(1).randint(0)).hasMessageContaining("bound is 0");
    }
}
