package io.skelspark.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.train.optimizer.Sgd.Momentum;
import java.util.List;
import org.junit.jupiter.api.Test;

class SgdTest {
    private static final org.assertj.core.data.Offset<Float> CLOSE = within(1e-6f);
    private final float[] parameters = {1f, -2f};
    private final float[] buffer = new float[2];

    // by hand, weight decay 0.1: g1 = 0.5 + 0.1 = 0.6, -1 - 0.2 = -1.2
    @Test
    void plainMomentumFollowsTheBuffer() {
        Sgd sgd = new Sgd(0.9f, 0.1f, Momentum.PLAIN);
        sgd.step(parameters, new float[] {0.5f, -1f}, List.of(buffer), 0.1f, 0);
        assertThat(buffer).containsExactly(new float[] {0.6f, -1.2f}, CLOSE);
        assertThat(parameters).containsExactly(new float[] {0.94f, -1.88f}, CLOSE);
        // g2 = 0.094, -0.188; buffer = 0.54 + 0.094, -1.08 - 0.188
        sgd.step(parameters, new float[2], List.of(buffer), 0.1f, 0);
        assertThat(buffer).containsExactly(new float[] {0.634f, -1.268f}, CLOSE);
        assertThat(parameters).containsExactly(new float[] {0.8766f, -1.7532f}, CLOSE);
    }

    @Test
    void nesterovLooksOneStepAhead() {
        Sgd sgd = new Sgd(0.9f, 0.1f, Momentum.NESTEROV);
        sgd.step(parameters, new float[] {0.5f, -1f}, List.of(buffer), 0.1f, 0);
        // direction = g + 0.9 g
        assertThat(buffer).containsExactly(new float[] {0.6f, -1.2f}, CLOSE);
        assertThat(parameters).containsExactly(new float[] {0.886f, -1.772f}, CLOSE);
        // g2 = 0.0886; buffer = 0.54 + 0.0886 = 0.6286; direction = 0.0886 + 0.56574
        sgd.step(parameters, new float[2], List.of(buffer), 0.1f, 0);
        assertThat(buffer[0]).isCloseTo(0.6286f, CLOSE);
        assertThat(parameters[0]).isCloseTo(0.820566f, CLOSE);
    }

    @Test
    void withoutMomentumAndDecayItIsTheGradientStep() {
        new Sgd(0, 0, Momentum.PLAIN).step(parameters, new float[] {4f, 8f}, List.of(buffer), 0.25f, 0);
        assertThat(parameters).containsExactly(0f, -4f);
    }
}
