package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochSamplerTest {
    @Test
    void hasTheIterationsOfThePublishedRecipes() {
        assertThat(new EpochSampler(40091, 5, 8, 16, 0).iterations()).isEqualTo(1567);
        assertThat(new EpochSampler(63026, 5, 8, 16, 0).iterations()).isEqualTo(2462);
    }

    @Test
    void visitsEveryItemOnceAndWrapsToAMultipleOfTheReplicas() {
        EpochSampler sampler = new EpochSampler(10, 3, 4, 3, 5);
        int[] order = sampler.order(2);
        List<Integer> visited = new ArrayList<>();
        for (int iteration = 0; iteration < sampler.iterations(); iteration++) {
            for (int replica = 0; replica < 4; replica++) {
                Arrays.stream(sampler.items(order, replica, iteration)).forEach(visited::add);
            }
        }

        assertThat(visited)
                .hasSize(32)
                .containsAll(IntStream.range(0, 30).boxed().toList());
        assertThat(Arrays.stream(order).sorted().toArray())
                .containsExactly(IntStream.range(0, 30).toArray());
    }

    @Test
    void shufflesEachEpochDifferently() {
        EpochSampler sampler = new EpochSampler(50, 1, 2, 4, 5);

        assertThat(sampler.order(1)).isNotEqualTo(sampler.order(2)).isEqualTo(sampler.order(1));
    }

    @Test
    void refusesAnEmptySet() {
        assertThatThrownBy(() -> new EpochSampler(0, 1, 1, 1, 0)).hasMessageContaining("size 0");
    }
}
