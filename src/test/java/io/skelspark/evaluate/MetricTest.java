package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {
    /** Predictions 0, 1, 1, 2 for labels 0, 1, 2, 2. */
    private static final List<Scores> SAMPLES = List.of(
            scores(0, 0.7, 0.2, 0.1, 0.0),
            scores(1, 0.1, 0.6, 0.3, 0.0),
            scores(2, 0.1, 0.6, 0.3, 0.0),
            scores(2, 0.2, 0.3, 0.5, 0.0));

    @Test
    void countsASampleWhoseLabelIsAmongTheLargest() {
        assertThat(new TopKAccuracy(1).of(SAMPLES)).isEqualTo(0.75);
        assertThat(new TopKAccuracy(2).of(SAMPLES)).isEqualTo(1);
        assertThat(new TopKAccuracy(2).hit(scores(3, 0.4, 0.3, 0.2, 0.1))).isFalse();
        assertThat(new TopKAccuracy(3).hit(scores(2, 0.4, 0.3, 0.2, 0.1))).isTrue();
    }

    @Test
    void countsEverySampleIfThereAreFewerClassesThanK() {
        assertThat(new TopKAccuracy(5).of(List.of(scores(0, -3, 1, 2)))).isEqualTo(1);
    }

    @Test
    void ranksTheLargerIndexFirstAtTies() {
        assertThat(new TopKAccuracy(1).hit(scores(2, 0.5, 0, 0.5, 0))).isTrue();
        assertThat(new TopKAccuracy(1).hit(scores(0, 0.5, 0, 0.5, 0))).isFalse();
        assertThat(new TopKAccuracy(2).hit(scores(0, 0.5, 0, 0.5, 0))).isTrue();
        assertThat(new TopKAccuracy(2).hit(scores(1, 1, 1, 1, 1))).isFalse();
        assertThat(new TopKAccuracy(3).hit(scores(1, 1, 1, 1, 1))).isTrue();
    }

    @Test
    void predictsTheSmallerIndexAtTies() {
        assertThat(scores(0, 0.5, 0, 0.5).prediction()).isZero();
        assertThat(scores(0, 0, 0.5, 0.5).prediction()).isEqualTo(1);
    }

    @Test
    void averagesOverTheClassesThatOccur() {
        // class 0: 1 of 1, class 1: 1 of 1, class 2: 1 of 2; class 3 occurs nowhere
        assertThat(new MeanClassAccuracy().of(SAMPLES)).isCloseTo(2.5 / 3, within(1e-15));
    }

    @Test
    void countsAClassThatIsOnlyPredictedAsZero() {
        List<Scores> samples = List.of(scores(0, 1, 0, 0), scores(0, 0, 0, 1));
        // class 0: 1 of 2, class 2: predicted once, no samples
        assertThat(new MeanClassAccuracy().of(samples)).isEqualTo(0.25);
    }

    @Test
    void hasTheReferencesDefaultsInItsOrder() {
        assertThat(Metric.DEFAULT).extracting(Metric::key).containsExactly("acc/top1", "acc/top5", "acc/mean1");
    }

    @Test
    void refusesNoSamplesAndUnknownLabels() {
        assertThatThrownBy(() -> new TopKAccuracy(1).of(List.of())).hasMessageContaining("no samples");
        assertThatThrownBy(() -> new MeanClassAccuracy().of(List.of())).hasMessageContaining("at least one sample");
        assertThatThrownBy(() -> new TopKAccuracy(0)).hasMessageContaining("k = 0");
        assertThatThrownBy(() -> new TopKAccuracy(1).of(List.of(scores(-1, 1, 0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no label");
    }

    @Test
    void refusesInvalidScores() {
        assertThatThrownBy(() -> scores(0)).hasMessageContaining("no scores");
        assertThatThrownBy(() -> scores(0, 1, Double.NaN)).hasMessageContaining("class 1 is NaN");
        assertThatThrownBy(() -> scores(2, 1, 0)).hasMessageContaining("label 2, expected 0 to 1");
        assertThatThrownBy(() -> scores(-2, 1, 0)).hasMessageContaining("label -2");
    }

    private static Scores scores(int label, double... values) {
        return new Scores(label, values);
    }
}
