package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.train.ClassWeights.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    /** Four samples of class 0, three of class 1, two of class 2. */
    private static final int[] LABELS = {0, 1, 0, 2, 1, 0, 0, 2, 1};

    private static Map<Integer, Long> count(int[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void drawsAClassAsOftenAsItsWeightSaysInEachRepetition() {
        int[] samples = new ClassWeights(List.of(new Span(1, 2, 2))).samples(LABELS, 3, 1);
        assertThat(samples).hasSize(4 * 3 + 5 * 6);
        count(samples).forEach((sample, times) -> assertThat(times).isEqualTo(LABELS[sample] == 0 ? 3 : 6));
    }

    @Test
    void drawsAShareOfTheSamplesForAFraction() {
        ClassWeights weights = new ClassWeights(List.of(new Span(0, 0, 0.85), new Span(2, 2, 0)));
        int[] samples = weights.samples(LABELS, 2, 1);
        Map<Integer, Long> times = count(samples);
        // 1.7 times four samples: each once, and two of them again
        assertThat(samples).hasSize(4 + 2 + 3 * 2);
        assertThat(List.of(0, 2, 5, 6).stream().map(times::get).sorted()).containsExactly(1L, 1L, 2L, 2L);
        assertThat(times).doesNotContainKeys(3, 7);
        assertThat(weights.samples(LABELS, 2, 1)).isEqualTo(samples);
        assertThat(Arrays.asList(2L, 3L, 4L, 5L, 6L))
                .anyMatch(seed -> !Arrays.equals(weights.samples(LABELS, 2, seed), samples));
    }

    @Test
    void takesTheWeightOfTheLastSpanThatNamesAClass() {
        ClassWeights weights = new ClassWeights(List.of(new Span(0, 9, 3), new Span(5, 9, 4)));
        assertThat(weights.of(4)).isEqualTo(3);
        assertThat(weights.of(5)).isEqualTo(4);
        assertThat(weights.of(10)).isEqualTo(1);
        assertThat(weights.isNone()).isFalse();
        assertThat(ClassWeights.NONE.isNone()).isTrue();
    }

    @Test
    void setsTheLengthOfAnEpoch() {
        ClassWeights weights = new ClassWeights(List.of(new Span(2, 2, 5)));
        Batching batching = new Batching(2, ClassSampling.NATURAL, weights, 2, 3, 1, Mixup.OFF);
        assertThat(batching.sampler(LABELS, 0)).isEqualTo(new EpochSampler(14 + 20, 1, 2, 3, 0));
        assertThat(batching.samples(LABELS, 34, 7)).isEqualTo(weights.samples(LABELS, 2, 7));
        Batching equal = new Batching(2, ClassSampling.NATURAL, 2, 3);
        assertThat(equal.sampler(LABELS, 0)).isEqualTo(new EpochSampler(9, 2, 2, 3, 0));
        assertThat(equal.samples(LABELS, 18, 7)).isEqualTo(ClassSampling.NATURAL.samples(LABELS, 18, 7));
    }

    @Test
    void refusesWrongNumbers() {
        assertThatThrownBy(() -> new Span(3, 2, 1)).hasMessageContaining("classes 3 to 2");
        assertThatThrownBy(() -> new Span(0, 2, -1)).hasMessageContaining("weight -1.0");
        ClassWeights weights = new ClassWeights(List.of(new Span(0, 1, 2)));
        assertThatThrownBy(() -> new Batching(1, ClassSampling.BALANCED, weights, 1, 1, 1, Mixup.OFF))
                .hasMessageContaining("class-weights");
    }
}
