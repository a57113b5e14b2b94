package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UniformSampleTest implements TransformContract {
    @Override
    public Transform transform() {
        return UniformSample.train(100);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(1, 130, 2, DType.FLOAT16);
    }

    @Test
    void startsTestViewsOfAShortClipAtEqualDistances() {
        int[] found = UniformSample.test(4, 3).frames(3, new NumpyRandom(0));
        assertThat(found).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
        assertThat(UniformSample.test(100, 10).frames(60, new NumpyRandom(0)))
                .as("as UniformSampleFrames")
                .isEqualTo(UniformSampleFrames.test(100, 10).frames(60, new NumpyRandom(0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 250})
    void drawsTheFramesOfAnEqualOrLongerClipAfterAShare(int totalFrames) {
        NumpyRandom random = new NumpyRandom(255);
        int[] expected = new int[200];
        for (int view = 0; view < 2; view++) {
            random.rand();
            int[] frames = UniformSampleFrames.train(100).frames(totalFrames, random);
            System.arraycopy(frames, 0, expected, view * 100, 100);
        }
        assertThat(UniformSample.test(100, 2).frames(totalFrames, new NumpyRandom(0)))
                .isEqualTo(expected);
        assertThat(UniformSample.test(100, 1).frames(totalFrames, new NumpyRandom(0)))
                .isEqualTo(Arrays.copyOf(expected, 100))
                .isNotEqualTo(UniformSampleFrames.test(100, 1).frames(totalFrames, new NumpyRandom(0)));
    }

    @Test
    void samplesAPartOfTheClip() {
        UniformSample half = new UniformSample(Sampling.TRAIN, 10, 1, 255, 0.5, 0.5);
        for (int seed = 0; seed < 50; seed++) {
            int[] frames = half.frames(60, new NumpyRandom(seed));
            assertThat(frames).isSorted();
            assertThat(frames[9] - frames[0]).isLessThan(30);
        }
    }

    @Test
    void goesOnAtTheBeginningOfTheClipAfterAPartThatIsShorterThanAView() {
        UniformSample half = new UniformSample(Sampling.TRAIN, 40, 1, 255, 0.5, 0.5);
        int[] frames = half.frames(60, new NumpyRandom(1));
        for (int i = 1; i < frames.length; i++) {
            assertThat(frames[i]).isEqualTo((frames[i - 1] + 1) % 60);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "7, 0.3", "48, 0.5", "60, 1", "96, 0.7", "1000, 0.2"})
    void staysInsideTheClip(int totalFrames, double least) {
        UniformSample sampling = new UniformSample(Sampling.TRAIN, 48, 2, 255, least, 1);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(IntStream.of(sampling.frames(totalFrames, new NumpyRandom(seed))))
                    .hasSize(96)
                    .allMatch(frame -> frame >= 0 && frame < totalFrames);
        }
    }

    @Test
    void refusesWrongNumbers() {
        assertThatThrownBy(() -> new UniformSample(Sampling.TRAIN, 48, 1, 255, 0.6, 0.5))
                .hasMessageContaining("p-interval is 0.6 to 0.5");
        assertThatThrownBy(() -> UniformSample.test(0, 1)).hasMessageContaining("clip-len is 0");
        PoseSample empty = Samples.withFrames(1, 0, 2, DType.FLOAT16);
        assertThatThrownBy(() -> transform().apply(empty, new NumpyRandom(0)))
                .hasMessageContaining("waves has no frames");
    }
}
