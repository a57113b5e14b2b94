package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import org.junit.jupiter.api.Test;

class CenterCropTest implements TransformContract {
    @Override
    public Transform transform() {
        return new CenterCrop(32, 32);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void cutsTheMiddle() {
        PoseSample found = transform().apply(sample(), new NumpyRandom(0));
        assertThat(found.imgShape()).isEqualTo(new ImageShape(32, 32));
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(found.keypoint().values()[0]).isEqualTo(sample().keypoint().values()[0] - 8);
        assertThat(found.keypoint().values()[1]).isEqualTo(sample().keypoint().values()[1] - 4);
    }

    @Test
    void givesASmallerImageABorder() {
        assertThat(new CenterCrop(64, 64).box(new ImageShape(63, 65))).isEqualTo(new Crop(0, -1, 64, 64));
    }

    @Test
    void refusesABoxWithoutPixels() {
        assertThatThrownBy(() -> new CenterCrop(0, 4)).hasMessageContaining("at least 1 x 1");
    }
}
