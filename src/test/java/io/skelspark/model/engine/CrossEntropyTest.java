package io.skelspark.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.train.network.Mixing;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    private static final Mixing NONE = Mixing.none(2);

    @Test
    void isTheMeanLogLossOfTheRows() {
        // softmax of (0, ln 3) is (1/4, 3/4)
        float[] logits = {0, (float) Math.log(3), (float) Math.log(3), 0};
        CrossEntropy loss = CrossEntropy.of(logits, new int[] {0, 0}, NONE, 0);
        assertThat(loss.loss()).isCloseTo((Math.log(4) + Math.log(4.0 / 3)) / 2, within(1e-7));
        assertThat(loss.gradient()).containsExactly(new float[] {-0.375f, 0.375f, -0.125f, 0.125f}, within(1e-6f));
    }

    @Test
    void spreadsAShareOfTheTargetOverAllClasses() {
        // softmax of (0, ln 3) is (1/4, 3/4); the target is (0.9, 0.1)
        float[] logits = {0, (float) Math.log(3)};
        CrossEntropy loss = CrossEntropy.of(logits, new int[] {0}, NONE, 0.2);
        assertThat(loss.loss()).isCloseTo(0.9 * Math.log(4) + 0.1 * Math.log(4.0 / 3), within(1e-7));
        assertThat(loss.gradient()).containsExactly(new float[] {-0.65f, 0.65f}, within(1e-6f));
    }

    @Test
    void mixesTheTargetsOfPairs() {
        // softmax of (0, ln 3) is (1/4, 3/4); the targets are (0.7, 0.3) and (0.3, 0.7)
        float[] logits = {0, (float) Math.log(3), 0, (float) Math.log(3)};
        Mixing mixing = new Mixing(0.7, new int[] {1, 0});
        CrossEntropy loss = CrossEntropy.of(logits, new int[] {0, 1}, mixing, 0);
        assertThat(loss.loss()).isCloseTo((Math.log(4) + Math.log(4.0 / 3)) / 2, within(1e-7));
        assertThat(loss.gradient()).containsExactly(new float[] {-0.225f, 0.225f, -0.025f, 0.025f}, within(1e-6f));
        // with a fifth of the target spread: (0.66, 0.34) and (0.34, 0.66)
        assertThat(CrossEntropy.of(logits, new int[] {0, 1}, mixing, 0.2).gradient())
                .containsExactly(new float[] {-0.205f, 0.205f, -0.045f, 0.045f}, within(1e-6f));
        assertThat(CrossEntropy.of(logits, new int[] {1, 1}, mixing, 0).gradient())
                .as("of one class")
                .containsExactly(new float[] {0.125f, -0.125f, 0.125f, -0.125f}, within(1e-6f));
    }

    @Test
    void staysFiniteForLargeScores() {
        CrossEntropy loss = CrossEntropy.of(new float[] {1000, -1000}, new int[] {1}, NONE, 0);
        assertThat(loss.loss()).isEqualTo(2000);
        assertThat(loss.gradient()).containsExactly(1f, -1f);
    }
}
