package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.evaluate.ConfusionMatrix.Normalization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    /** Four classes; (label, prediction) are (0, 0), (0, 2), (2, 2), (2, 2): classes 1 and 3 do not occur. */
    private static final List<Scores> SAMPLES = Stream.of(
                    predicted(0, 0), predicted(0, 2), predicted(2, 2), predicted(2, 2))
            .toList();

    @Test
    void countsAllClassesWithTruthInRows() {
        ConfusionMatrix full = ConfusionMatrix.full(SAMPLES);
        assertThat(full.classes()).containsExactly(0, 1, 2, 3);
        assertThat(full.counts()).isDeepEqualTo(new long[][] {{1, 0, 1, 0}, {0, 0, 0, 0}, {0, 0, 2, 0}, {0, 0, 0, 0}});
    }

    @Test
    void countsTheClassesThatOccur() {
        ConfusionMatrix present = ConfusionMatrix.present(SAMPLES);
        assertThat(present.classes()).containsExactly(0, 2);
        assertThat(present.counts()).isDeepEqualTo(new long[][] {{1, 1}, {0, 2}});
    }

    @Test
    void dividesByRowsColumnsOrAll() {
        ConfusionMatrix present = ConfusionMatrix.present(SAMPLES);
        assertThat(present.normalized(Normalization.TRUE)).isDeepEqualTo(new double[][] {{0.5, 0.5}, {0, 1}});
        assertThat(present.normalized(Normalization.PRED)).isDeepEqualTo(new double[][] {{1, 1 / 3.0}, {0, 2 / 3.0}});
        assertThat(present.normalized(Normalization.ALL)).isDeepEqualTo(new double[][] {{0.25, 0.25}, {0, 0.5}});
    }

    @Test
    void givesZeroIfTheDivisorIsZero() {
        assertThat(ConfusionMatrix.full(SAMPLES).normalized(Normalization.TRUE)[1])
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void givesTheAccuracyOfEachClass() {
        List<ClassAccuracy> accuracies = ConfusionMatrix.full(SAMPLES).classAccuracies();
        assertThat(accuracies)
                .containsExactly(
                        new ClassAccuracy(0, 1, 2),
                        new ClassAccuracy(1, 0, 0),
                        new ClassAccuracy(2, 2, 2),
                        new ClassAccuracy(3, 0, 0));
        assertThat(accuracies).extracting(ClassAccuracy::accuracy).containsExactly(0.5, 0.0, 1.0, 0.0);
    }

    @Test
    void writesNamesAndCountsAsCsv() {
        assertThat(ConfusionMatrix.present(SAMPLES).csv(List.of("drink", "eat", "sit, \"down\"", "stand")))
                .isEqualTo("label,drink,\"sit, \"\"down\"\"\"\ndrink,1,1\n\"sit, \"\"down\"\"\",0,2\n");
        assertThatThrownBy(() -> ConfusionMatrix.present(SAMPLES).csv(List.of("drink", "eat")))
                .hasMessageContaining("class 2 has no name: 2 names");
    }

    @Test
    void refusesSamplesOfUnequalClasses() {
        List<Scores> mixed = List.of(new Scores(0, new double[2]), new Scores(0, new double[3]));
        assertThatThrownBy(() -> ConfusionMatrix.full(mixed)).hasMessageContaining("[2, 3] scores");
    }

    private static Scores predicted(int label, int prediction) {
        double[] values = new double[4];
        values[prediction] = 1;
        return new Scores(label, values);
    }
}
