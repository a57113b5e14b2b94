package io.skelspark.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClipGradientTest {
    @Test
    void shortensALongGradientToTheLimit() {
        float[] vector = {30f, -40f, 7f};
        assertThat(new ClipGradient(10).clip(vector, 2)).isEqualTo(50);
        assertThat(vector).containsExactly(new float[] {6f, -8f, 7f}, within(1e-5f));
    }

    @Test
    void leavesAShortGradientAlone() {
        float[] gradient = {3f, -4f};
        assertThat(new ClipGradient(10).clip(gradient, 2)).isEqualTo(5);
        assertThat(gradient).containsExactly(3f, -4f);
    }
}
