package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClipAverageTest {
    private static final float LN3 = (float) Math.log(3);

    @Test
    void averagesTheProbabilitiesOfTheViews() {
        // softmax: (1/4, 3/4) and (1/2, 1/2)
        float[] mean = ClipAverage.PROB.average(new float[][] {{0, LN3}, {7, 7}});
        assertThat(mean[0]).isCloseTo(0.375f, within(1e-7f));
        assertThat(mean[1]).isCloseTo(0.625f, within(1e-7f));
    }

    @Test
    void averagesTheLogitsOfTheViews() {
        assertThat(ClipAverage.SCORE.average(new float[][] {{0, 2}, {7, -4}})).containsExactly(3.5f, -1);
    }

    @Test
    void survivesLargeLogits() {
        assertThat(ClipAverage.PROB.average(new float[][] {{1000, -1000}})).containsExactly(1, 0);
    }

    @Test
    void refusesNoViewAndUnequalViews() {
        assertThatThrownBy(() -> ClipAverage.PROB.average(new float[0][]))
                .hasMessage("no views to average, expected at least one");
        assertThatThrownBy(() -> ClipAverage.PROB.average(new float[][] {{1, 2}, {1}}))
                .hasMessage("view 1 has 1 scores, expected 2 as in view 0");
    }
}
