package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.RandomResizedCrop.Uniform;
import org.junit.jupiter.api.Test;

class RandomResizedCropTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomResizedCrop(new Uniform(0.56, 1), new Uniform(3.0 / 4, 4.0 / 3));
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void cutsBoxesInsideTheImage() {
        NumpyRandom random = new NumpyRandom(4);
        for (int i = 0; i < 500; i++) {
            Crop box = new RandomResizedCrop(new Uniform(0.56, 1), new Uniform(3.0 / 4, 4.0 / 3))
                    .box(new ImageShape(40, 48), random);
            assertThat(box.left()).isNotNegative();
            assertThat(box.top()).isNotNegative();
            assertThat(box.left() + box.width()).isLessThanOrEqualTo(48);
            assertThat(box.top() + box.height()).isLessThanOrEqualTo(40);
        }
    }

    @Test
    void takesTheSquareInTheMiddleIfNoBoxFits() {
        RandomResizedCrop crop = new RandomResizedCrop(new Uniform(1, 1), new Uniform(4, 4));
        assertThat(crop.box(new ImageShape(40, 48), new NumpyRandom(0))).isEqualTo(new Crop(4, 0, 40, 40));
    }

    @Test
    void movesMissingJointsToo() {
        Crop box = new Crop(3, 5, 20, 20);
        assertThat(Samples.at(box.of(sample()).keypoint(), 0, 0, 4)).containsExactly(-3, -5);
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> new Uniform(0.9, 0.5)).hasMessageContaining("0 < least <= most");
    }
}
