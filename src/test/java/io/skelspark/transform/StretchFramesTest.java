package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StretchFramesTest implements TransformContract {
    private static final NumpyRandom NONE = new NumpyRandom(0);

    @Override
    public Transform transform() {
        return new StretchFrames(Sampling.TRAIN, 8, 1, 255);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 8, 0 0 1 1 2 2 3 4",
        "1, 3, 0 0 0",
        "8, 8, 0 1 2 3 4 5 6 7",
        "20, 5, 0 4 9 14 19",
        "2, 1, 0",
        // NumPy's linspace(0, 7, 50) is 5.999... at 42
        "8, 50, 0 0 0 0 0 0 0 1 1 1 1 1 1 1 2 2 2 2 2 2 2 3 3 3 3 3 3 3 4 4 4 4 4 4 4 5 5 5 5 5 5 5 6 6 6 6 6 6 6 7"
    })
    void takesFramesAtEqualDistancesInTests(int frames, int clipLen, String expected) {
        int[] found = new StretchFrames(Sampling.TEST, clipLen, 1, 255).frames(frames, NONE);
        assertThat(found)
                .containsExactly(Arrays.stream(expected.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 400})
    void drawsSortedFramesInTraining(int frames) {
        NumpyRandom draws = new NumpyRandom(4);
        int[] expected =
                IntStream.range(0, 8).map(i -> draws.randint(frames)).sorted().toArray();
        assertThat(new StretchFrames(Sampling.TRAIN, 8, 1, 255).frames(frames, new NumpyRandom(4)))
                .containsExactly(expected);
    }

    @Test
    void drawsTheFurtherViewsOfATestWithItsOwnSeed() {
        StretchFrames three = new StretchFrames(Sampling.TEST, 4, 3, 255);
        NumpyRandom draws = new NumpyRandom(255);
        int[] expected = new int[12];
        System.arraycopy(new int[] {0, 3, 6, 9}, 0, expected, 0, 4);
        for (int view = 1; view < 3; view++) {
            int[] sorted =
                    IntStream.range(0, 4).map(i -> draws.randint(10)).sorted().toArray();
            System.arraycopy(sorted, 0, expected, view * 4, 4);
        }
        assertThat(three.frames(10, NONE)).containsExactly(expected);
    }

    @Test
    void selectsTheFramesOfPeopleAndScores() {
        PoseSample input = Samples.people();
        PoseSample found = new StretchFrames(Sampling.TEST, 4, 1, 255).apply(input, NONE);
        assertThat(found.keypoint().shape()).containsExactly(2, 4, 17, 2);
        assertThat(found.frameInds()).isNull();
        assertThat(found.numClips()).isEqualTo(1);
        assertThat(found.totalFrames()).isEqualTo(4);
        int[] frames = {0, 0, 0, 1};
        for (int i = 0; i < 4; i++) {
            assertThat(Samples.at(found.keypoint(), 1, i, 4)).isEqualTo(Samples.at(input.keypoint(), 1, frames[i], 4));
            assertThat(Samples.at(Objects.requireNonNull(found.keypointScore()), 1, i))
                    .isEqualTo(Samples.at(Objects.requireNonNull(input.keypointScore()), 1, frames[i]));
        }
    }

    @Test
    void endsTheMotionOfEachViewWithZeros() {
        Tensor keypoint = Samples.tensor(DType.FLOAT64, i -> i * i, 1, 3, 17, 2);
        PoseSample views = new StretchFrames(Sampling.TEST, 3, 2, 255)
                .apply(new PoseSample("x", 0, 3, null, keypoint, null), NONE);
        Tensor motion = ToMotion.motion(views.keypoint(), LastChannel.POSITION, views.numClips());
        assertThat(Samples.at(motion, 0, 0, 5)).isNotEqualTo(new double[2]);
        assertThat(Samples.at(motion, 0, 2, 5)).containsOnly(0);
        assertThat(Samples.at(motion, 0, 5, 5)).containsOnly(0);
    }

    @Test
    void refusesAClipWithoutFrames() {
        PoseSample empty = Samples.withFrames(1, 0, 2, DType.FLOAT32);
        assertThatThrownBy(() -> transform().apply(empty, NONE))
                .hasMessage("clip waves has no frames, expected at least 1");
    }
}
