package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import org.junit.jupiter.api.Test;

class UniformSampleDecodeTest implements TransformContract {
    @Override
    public Transform transform() {
        return new UniformSampleDecode(UniformSample.train(8));
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void drawsTheStartOfAShortClipInTestsToo() {
        NumpyRandom random = new NumpyRandom(255);
        random.rand();
        int first = random.randint(5);
        random.rand();
        int second = random.randint(5);
        int[] found = new UniformSampleDecode(UniformSample.test(7, 2)).frames(5, new NumpyRandom(0));
        for (int i = 0; i < 7; i++) {
            assertThat(found[i]).isEqualTo((first + i) % 5);
            assertThat(found[7 + i]).isEqualTo((second + i) % 5);
        }
    }

    @Test
    void drawsTheFramesOfALongerClipAsUniformSample() {
        int[] expected = UniformSample.test(20, 3).frames(70, new NumpyRandom(0));
        assertThat(new UniformSampleDecode(UniformSample.test(20, 3)).frames(70, new NumpyRandom(0)))
                .isEqualTo(expected);
    }

    @Test
    void startsOverInThePartOfTheClip() {
        UniformSample half = new UniformSample(Sampling.TRAIN, 40, 1, 255, 0.5, 0.5);
        int[] frames = new UniformSampleDecode(half).frames(60, new NumpyRandom(1));
        assertThat(frames).contains(frames[0] + 1).hasSize(40);
        for (int i = 30; i < 40; i++) {
            assertThat(frames[i]).isEqualTo(frames[i - 30]);
        }
    }

    @Test
    void selectsTheViewsInFloat32() {
        PoseSample input = Samples.withFrames(1, 30, 2, DType.FLOAT64);
        UniformSampleDecode decode = new UniformSampleDecode(UniformSample.test(8, 2));
        PoseSample found = decode.apply(input, new NumpyRandom(0));
        int[] frames = decode.frames(30, new NumpyRandom(0));
        assertThat(found.keypoint().shape()).containsExactly(1, 16, 17, 2);
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(found.numClips()).isEqualTo(2);
        assertThat(found.totalFrames()).isEqualTo(16);
        assertThat(found.frameInds()).isNull();
        assertThat(Samples.at(found.keypoint(), 0, 11, 4))
                .isEqualTo(Samples.at(input.keypoint().as(DType.FLOAT32), 0, frames[11], 4));
    }

    @Test
    void refusesAClipWithoutFrames() {
        PoseSample empty = Samples.withFrames(1, 0, 2, DType.FLOAT16);
        assertThatThrownBy(() -> transform().apply(empty, new NumpyRandom(0)))
                .hasMessageContaining("waves has no frames");
    }
}
