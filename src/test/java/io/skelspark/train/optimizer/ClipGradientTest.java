package io.skelspark.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClipGradientTest {
    @Test
    void shortensALongGradientToTheLimit() {
        float[] gradient = {30f, -40f};
        assertThat(new ClipGradient(10).clip(gradient)).isEqualTo(50);
        assertThat(gradient).containsExactly(new float[] {6f, -8f}, within(1e-5f));
    }

    @Test
    void leavesAShortGradientAlone() {
        float[] gradient = {3f, -4f};
        assertThat(new ClipGradient(10).clip(gradient)).isEqualTo(5);
        assertThat(gradient).containsExactly(3f, -4f);
    }
}
