package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniformSampleFramesTest implements TransformContract {
    @Override
    public Transform transform() {
        return UniformSampleFrames.train(100);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(1, 130, 2, DType.FLOAT16);
    }

    @ParameterizedTest
    @CsvSource({
        "100,  60, 0 1 2 3 4 5 6 7 8 9 10 11, 2550, 29460",
        "100, 130, 0 2 4 5 6 7 8 9 10 11 12 14, 6479, 64372",
        "100, 199, 1 3 5 7 9 11 13 15 17 19 21 23, 9892, 98766",
        "100, 250, 1 3 6 8 10 13 16 17 21 23 25 27, 12424, 124259",
        "100, 517, 3 6 11 15 21 27 35 37 41 50 53 57, 25736, 257544",
        "48,   5, 0 1 2 3 4 0 1 2 3 4 0 1, 93, 960",
        "48,  70, 0 1 2 3 5 6 7 8 10 11 13 14, 1619, 16677",
        "48, 120, 1 3 6 8 10 13 16 17 21 23 25 27, 2842, 28431"
    })
    void choosesTheTestViewsOfTheReference(int clipLen, int totalFrames, String first, int sum, int sumOfTen) {
        int[] frames = UniformSampleFrames.test(clipLen, 10).frames(totalFrames, new NumpyRandom(0));
        String begin = String.join(
                " ", IntStream.of(frames).limit(12).mapToObj(Integer::toString).toList());
        assertThat(begin).isEqualTo(first);
        assertThat(IntStream.of(frames).limit(clipLen).sum()).isEqualTo(sum);
        assertThat(IntStream.of(frames).sum()).isEqualTo(sumOfTen);
        assertThat(UniformSampleFrames.test(clipLen, 1).frames(totalFrames, new NumpyRandom(0)))
                .isEqualTo(Arrays.copyOf(frames, clipLen));
    }

    @Test
    void drawsOtherTrainingFramesForAnotherSeed() {
        assertThat(UniformSampleFrames.train(100).frames(130, new NumpyRandom(1)))
                .isNotEqualTo(UniformSampleFrames.train(100).frames(130, new NumpyRandom(2)));
    }

    @Test
    void doesNotTouchTheGeneratorInTestMode() {
        NumpyRandom random = new NumpyRandom(255);
        UniformSampleFrames.test(100, 10).frames(250, random);
        assertThat(random.nextBits()).isEqualTo(1992592179);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "47", "48", "60", "95", "96", "1000"})
    void staysInsideTheClip(int totalFrames) {
        int[] frames = UniformSampleFrames.train(48).frames(totalFrames, new NumpyRandom(totalFrames));
        assertThat(IntStream.of(frames)).hasSize(48).allMatch(frame -> frame >= 0 && frame < totalFrames);
        if (totalFrames >= 48) {
            assertThat(frames).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesAClipWithoutFrames() {
        PoseSample input = Samples.withFrames(1, 0, 2, DType.FLOAT16);
        assertThatThrownBy(() -> UniformSampleFrames.train(48).apply(input, new NumpyRandom(0)))
                .hasMessageContaining("waves has no frames");
    }
}
