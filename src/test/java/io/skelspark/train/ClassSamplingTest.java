package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClassSamplingTest {
    /** Nine samples of class 4, two of class 1, one of class 7. */
    private static final int[] LABELS = {4, 4, 4, 1, 4, 4, 7, 4, 4, 1, 4, 4};

    private static Map<Integer, Long> count(int[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static int[] labels(int[] samples) {
        return Arrays.stream(samples).map(sample -> LABELS[sample]).toArray();
    }

    @Test
    void naturalTakesEverySampleOnceInEachRepetition() {
        int[] samples = ClassSampling.NATURAL.samples(LABELS, 24, 3);
        assertThat(count(samples)).hasSize(12).allSatisfy((sample, times) -> assertThat(times)
                .isEqualTo(2));
    }

    @Test
    void balancedTakesEveryClassEquallyOften() {
        int[] samples = ClassSampling.BALANCED.samples(LABELS, 25, 3);
        assertThat(count(labels(samples))).containsOnly(Map.entry(1, 9L), Map.entry(4, 8L), Map.entry(7, 8L));
    }

    @Test
    void balancedRepeatsNoSampleOfAFrequentClassBeforeAllHaveHadTheirTurn() {
        int[] samples = ClassSampling.BALANCED.samples(LABELS, 27, 3);
        assertThat(count(samples)).hasSize(12);
    }

    @Test
    void balancedTakesOtherSamplesInAnotherEpochAndTheSameForTheSameSeed() {
        int[] samples = ClassSampling.BALANCED.samples(LABELS, 12, 3);
        assertThat(ClassSampling.BALANCED.samples(LABELS, 12, 3)).containsExactly(samples);
        assertThat(ClassSampling.BALANCED.samples(LABELS, 12, 4)).isNotEqualTo(samples);
    }
}
