package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PadToTest implements TransformContract {
    private static final NumpyRandom UNUSED = new NumpyRandom(0);

    @Override
    public Transform transform() {
        return new PadTo(5, PadTo.Filling.ZERO);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void addsFramesOfZeros() {
        PoseSample found = transform().apply(sample(), UNUSED);
        assertThat(found.totalFrames()).isEqualTo(5);
        assertThat(found.keypoint().shape()).containsExactly(2, 5, 17, 2);
        for (int person = 0; person < 2; person++) {
            assertThat(Samples.at(found.keypoint(), person, 1, 4))
                    .isEqualTo(Samples.at(sample().keypoint(), person, 1, 4));
            assertThat(Samples.at(found.keypoint(), person, 2, 4)).containsOnly(0);
            assertThat(Samples.at(found.keypoint(), person, 4, 16)).containsOnly(0);
        }
        Tensor score = Objects.requireNonNull(found.keypointScore());
        assertThat(score.shape()).containsExactly(2, 5, 17);
        assertThat(Samples.at(score, 1, 1))
                .isEqualTo(Samples.at(Objects.requireNonNull(sample().keypointScore()), 1, 1));
        assertThat(Samples.at(score, 1, 2)).containsOnly(0);
    }

    @Test
    void repeatsTheClip() {
        PoseSample found = new PadTo(5, PadTo.Filling.LOOP).apply(sample(), UNUSED);
        for (int frame = 0; frame < 5; frame++) {
            assertThat(Samples.at(found.keypoint(), 1, frame, 4))
                    .isEqualTo(Samples.at(sample().keypoint(), 1, frame % 2, 4));
        }
    }

    @Test
    void leavesAClipOfThatLength() {
        PoseSample input = Samples.withFrames(1, 5, 3, DType.FLOAT16);
        assertThat(Samples.describe(transform().apply(input, UNUSED))).isEqualTo(Samples.describe(input));
    }

    @Test
    void tellsWhetherAShortClipStartsOver() {
        assertThat(new PadTo(5, PadTo.Filling.LOOP).startsOver()).isTrue();
        assertThat(transform().startsOver()).isFalse();
    }

    @Test
    void refusesALongerClip() {
        assertThatThrownBy(() -> transform().apply(Samples.withFrames(1, 6, 3, DType.FLOAT16), UNUSED))
                .hasMessage(
                        "clip waves has 6 frames, PadTo has length 5: expected a length of at least the longest clip");
        assertThatThrownBy(() -> transform().apply(Samples.withFrames(1, 0, 3, DType.FLOAT16), UNUSED))
                .hasMessageContaining("waves has no frames");
        assertThatThrownBy(() -> new PadTo(0, PadTo.Filling.ZERO)).hasMessageContaining("length is 0");
    }
}
