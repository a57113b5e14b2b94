package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.train.network.Replica;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepVectorTest {
    private static StepVector vector(float gradient, double loss, float... logits) {
        StepVector vector = new StepVector(2, 1);
        vector.gradient(0).put(0, new float[] {gradient, -gradient});
        vector.add(0, 1, new Replica.Pass(loss, logits), new int[] {1}, 0.5);
        return vector;
    }

    @Test
    void averagesTheGradientInPlaceAndKeepsTheCounts() {
        StepVector sum = StepVector.sum(List.of(vector(1, 2, 0, 1), vector(3, 4, 1, 0)));
        StepCounts counts = sum.counts(2);

        sum.average(2);

        assertThat(sum.values()).startsWith(2f, -2f);
        assertThat(counts).isEqualTo(new StepCounts(3, 0.5, 1, 0.5, false));
        assertThat(sum.counts(2)).isEqualTo(counts);
    }

    @Test
    void addsPassesByTheirShareOfTheSamples() {
        StepVector vector = new StepVector(2, 2);
        for (int step = 0; step < 2; step++) {
            vector.gradient(0).put(0, new float[] {4, -8});
            vector.add(0, 0.75, new Replica.Pass(2, new float[] {0, 1, 0, 1, 0, 1}), new int[] {1, 1, 0}, 0.5);
            vector.gradient(1).put(0, new float[] {8, 4});
            vector.add(1, 0.25, new Replica.Pass(6, new float[] {0, 1}), new int[] {1}, 0.25);
        }

        assertThat(vector.values()).startsWith(5f, -5f);
        assertThat(vector.loss()).isEqualTo(3);
        assertThat(vector.counts(1)).isEqualTo(new StepCounts(3, 0.75, 1, 0.75, false));
    }

    @Test
    void keepsTheLossOfItsOwnPass() {
        StepVector first = vector(1, Double.NaN, 0, 1);
        StepVector second = vector(1, 4, 0, 1);

        StepVector.sum(List.of(first, second));

        assertThat(first.loss()).isNaN();
        assertThat(second.loss()).isEqualTo(4);
    }

    @Test
    void aStopOfOneRankIsAStopOfAllUntilTheNextCount() {
        StepVector asked = vector(1, 2, 0, 1);
        asked.requestStop();

        assertThat(StepVector.sum(List.of(vector(1, 2, 0, 1), asked)).counts(2).stop())
                .isTrue();
        asked.add(0, 1, new Replica.Pass(2, new float[] {0, 1}), new int[] {1}, 0.5);
        assertThat(asked.counts(1).stop()).isFalse();
    }

    @Test
    void aReplicaSeesTheGradientAlone() {
        assertThat(new StepVector(2, 1).gradient(0).capacity()).isEqualTo(2);
    }
}
