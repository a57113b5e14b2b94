package io.skelspark.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    @Test
    void fallsAlongACosineOverTheWholeTraining() {
        CosineAnnealing rate = new CosineAnnealing(0.1, 0, 25072);
        assertThat(rate.at(0)).isEqualTo(0.1);
        assertThat(rate.at(1)).isCloseTo(0.0999999996, within(1e-10));
        assertThat(rate.at(1567)).isCloseTo(0.0990392640, within(1e-10));
        assertThat(rate.at(12536)).isCloseTo(0.05, within(1e-12));
        assertThat(rate.at(25071)).isCloseTo(3.9e-10, within(1e-11));
    }

    @Test
    void staysAtTheMinimumAfterTheLastIteration() {
        CosineAnnealing rate = new CosineAnnealing(0.1, 0.01, 10);
        assertThat(rate.at(10)).isEqualTo(0.01);
        assertThat(rate.at(15)).isEqualTo(0.01);
    }

    @Test
    void dropsAfterTheEpochsOfTheMilestones() {
        MultiStep rate = MultiStep.byEpoch(0.01, 0.1, List.of(9, 11), 100);
        assertThat(LongStream.of(0, 899, 900, 1099, 1100).mapToDouble(rate::at).toArray())
                .containsExactly(new double[] {0.01, 0.01, 0.001, 0.001, 0.0001}, within(1e-15));
    }

    @Test
    void risesToTheFirstRateOfTheScheduleThatFollows() {
        LinearWarmup rate = new LinearWarmup(0.1, 11, new CosineAnnealing(1, 0, 50));
        assertThat(rate.at(0)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.at(5)).isCloseTo(0.55, within(1e-12));
        assertThat(rate.at(10)).isCloseTo(1, within(1e-12));
        assertThat(rate.at(36)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void growsWithTheSamplesOfAStep() {
        assertThat(new LinearScaling(128).scaled(0.1, 2, 16)).isCloseTo(0.025, within(1e-15));
        assertThat(new LinearScaling(128).scaled(0.1, 8, 16)).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new CosineAnnealing(0.1, 0, 0)).hasMessageContaining("period is 0");
        assertThatThrownBy(() -> new LinearWarmup(0.1, 1, new CosineAnnealing(1, 0, 5)))
                .hasMessageContaining("1 iterations");
        assertThatThrownBy(() -> new LinearScaling(0)).hasMessageContaining("base-batch-size is 0");
    }
}
