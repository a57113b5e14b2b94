package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import org.junit.jupiter.api.Test;

class PoseDecodeTest implements TransformContract {
    @Override
    public Transform transform() {
        return new PoseDecode();
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(2, 5, 3, DType.FLOAT64).withFrames(new int[] {4, 0, 4}, 1);
    }

    @Test
    void takesTheSampledFramesAsFloat32() {
        PoseSample found = new PoseDecode().apply(sample(), new NumpyRandom(0));
        assertThat(found.keypoint().shape()).containsExactly(2, 3, 17, 3);
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Samples.at(found.keypoint(), 1, 2, 6)[1])
                .isEqualTo((float) Samples.at(sample().keypoint(), 1, 4, 6)[1]);
    }

    @Test
    void takesAllFramesIfNoneWereSampled() {
        PoseSample found = new PoseDecode().apply(Samples.coco(), new NumpyRandom(0));
        assertThat(found.keypoint().values())
                .containsExactly(Samples.coco().keypoint().values());
    }

    @Test
    void refusesAMissingFrame() {
        PoseSample input = Samples.coco().withFrames(new int[] {0, 3}, 1);
        assertThatThrownBy(() -> new PoseDecode().apply(input, new NumpyRandom(0)))
                .hasMessageContaining("frame 3")
                .hasMessageContaining("0 to 2");
    }
}
