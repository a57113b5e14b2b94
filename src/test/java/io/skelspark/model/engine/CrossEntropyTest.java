package io.skelspark.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    @Test
    void isTheMeanLogLossOfTheRows() {
        // softmax of (0, ln 3) is (1/4, 3/4)
        float[] logits = {0, (float) Math.log(3), (float) Math.log(3), 0};
        CrossEntropy loss = CrossEntropy.of(logits, new int[] {0, 0}, 0);
        assertThat(loss.loss()).isCloseTo((Math.log(4) + Math.log(4.0 / 3)) / 2, within(1e-7));
        assertThat(loss.gradient()).containsExactly(new float[] {-0.375f, 0.375f, -0.125f, 0.125f}, within(1e-6f));
    }

    @Test
    void spreadsAShareOfTheTargetOverAllClasses() {
        // softmax of (0, ln 3) is (1/4, 3/4); the target is (0.9, 0.1)
        float[] logits = {0, (float) Math.log(3)};
        CrossEntropy loss = CrossEntropy.of(logits, new int[] {0}, 0.2);
        assertThat(loss.loss()).isCloseTo(0.9 * Math.log(4) + 0.1 * Math.log(4.0 / 3), within(1e-7));
        assertThat(loss.gradient()).containsExactly(new float[] {-0.65f, 0.65f}, within(1e-6f));
    }

    @Test
    void staysFiniteForLargeScores() {
        CrossEntropy loss = CrossEntropy.of(new float[] {1000, -1000}, new int[] {1}, 0);
        assertThat(loss.loss()).isEqualTo(2000);
        assertThat(loss.gradient()).containsExactly(1f, -1f);
    }
}
