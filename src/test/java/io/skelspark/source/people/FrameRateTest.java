package io.skelspark.source.people;

import static io.skelspark.source.people.Figures.at;
import static io.skelspark.source.people.Figures.scored;
import static io.skelspark.source.people.Figures.without;
import static io.skelspark.source.people.Figures.xs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRateTest {
    private static final double NOBODY = Double.NaN;

    private static Track track(@Nullable Detection... frames) {
        return new Track("a", Arrays.asList(frames));
    }

    private static Track walk(int frames) {
        return new Track(
                "a", IntStream.range(0, frames).mapToObj(i -> at(10 * i, 0)).toList());
    }

    @Test
    void takesEveryThirdFrameAsItIs() {
        Track walk = walk(8);
        Track slow = FrameRate.resample(walk, 3);
        assertThat(slow.frames()).hasSize(3);
        IntStream.range(0, 3).forEach(i -> assertThat(slow.frames().get(i))
                .isSameAs(walk.frames().get(3 * i)));
    }

    @Test
    void interpolatesBetweenFrames() {
        assertThat(xs(FrameRate.resample(walk(3), 0.5))).containsExactly(0, 5, 10, 15, 20);
        assertThat(xs(FrameRate.resample(walk(4), 1.5))).containsExactly(0, 15, 30);
    }

    @Test
    void interpolatesWhatBothHaveAndTakesTheRestFromTheNearerOne() {
        Detection first = without(scored(null, 0, 0, 0.9), 1);
        Detection second = without(scored(null, 40, 0, 0.5), 2);
        Detection early = Objects.requireNonNull(Interpolation.between(first, second, 0.25));
        assertThat(early.keypoint()).containsExactly(10, 0, 60, 0, 0, 80, 70, 80);
        assertThat(early.score()).containsExactly(0.5, 0, 0.9, 0.5);
        Detection late = Objects.requireNonNull(Interpolation.between(first, second, 0.75));
        assertThat(late.keypoint()).containsExactly(30, 0, 100, 0, 40, 80, 90, 80);
        assertThat(late.score()).containsExactly(0.5, 0.5, 0, 0.5);
    }

    @Test
    void interpolatesBoxes() {
        Detection first = new Detection(null, new double[2], new double[1], 0.9, new double[] {0, 0, 10, 20});
        Detection second = new Detection(null, new double[2], new double[1], 0.7, new double[] {10, 0, 30, 20});
        Detection between = Objects.requireNonNull(Interpolation.between(first, second, 0.5));
        assertThat(between.box()).containsExactly(5, 0, 20, 20);
        assertThat(between.confidence()).isEqualTo(0.7);
    }

    @Test
    void isAbsentWhereTheNearerFrameIs() {
        assertThat(xs(FrameRate.resample(track(at(0, 0), null, at(20, 0)), 0.4)))
                .containsExactly(0, 0, NOBODY, NOBODY, 20, 20);
    }

    @ParameterizedTest
    @CsvSource({"30, 1, 30", "30, 2, 15", "30, 3, 10", "31, 3, 11", "10, 0.5, 19", "1, 7, 1", "0, 2, 0", "301, 300, 2"})
    void endsAtTheLastFrameOrBefore(int frames, double step, int expected) {
        assertThat(FrameRate.length(frames, step)).isEqualTo(expected);
        assertThat(FrameRate.resample(walk(frames), step).frames()).hasSize(expected);
    }

    @Test
    void takesTheRateOfTheFileBeforeThatOfTheSettings() throws MalformedRecordException {
        assertThat(new FrameRate(30, 10).step(0)).isEqualTo(3);
        assertThat(new FrameRate(30, 10).step(60)).isEqualTo(6);
        assertThat(new FrameRate(30, 0).step(60)).isEqualTo(1);
    }

    @Test
    void asksForARateThatNothingTells() {
        assertThatThrownBy(() -> new FrameRate(0, 10).step(0))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("frames a second: found none in the file, expected the rate of the recording in fps.from,"
                        + " since fps.to is set");
    }

    @Test
    void takesThirdsOfUnevenRatesForWholeFrames() {
        Track walk = walk(7);
        assertThat(FrameRate.resample(walk, 29.97 / 9.99).frames())
                .isEqualTo(List.of(
                        walk.frames().get(0),
                        walk.frames().get(3),
                        walk.frames().get(6)));
    }
}
