package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ResizeTest implements TransformContract {
    @Override
    public Transform transform() {
        return Resize.shortEdge(20);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void keepsTheProportionsOfTheShortEdge() {
        PoseSample found = transform().apply(sample(), new NumpyRandom(0));
        assertThat(found.imgShape()).isEqualTo(new ImageShape(20, 24));
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(found.keypoint().values()[0])
                .isEqualTo((float) (sample().keypoint().values()[0] * 0.5));
        assertThat(found.keypoint().values()[8]).isZero();
    }

    @Test
    void fitsIntoBothEdges() {
        assertThat(new Resize.Edges(100, 60).of(new ImageShape(540, 960))).isEqualTo(new ImageShape(56, 100));
        assertThat(new Resize.Edges(100, 30).of(new ImageShape(540, 960))).isEqualTo(new ImageShape(30, 53));
        assertThat(new Resize.Size(7, 9).of(new ImageShape(540, 960))).isEqualTo(new ImageShape(9, 7));
    }

    @Test
    void refusesASampleWithoutImageSizeAndSizesBelowAPixel() {
        PoseSample unsized = new PoseSample("unsized", 0, 1, null, Tensor.zeros(DType.FLOAT32, 1, 1, 17, 2), null);
        assertThatThrownBy(() -> transform().apply(unsized, new NumpyRandom(0)))
                .hasMessageContaining("clip unsized has no image size");
        assertThatThrownBy(() -> new Resize(new Resize.Factor(0.001)).apply(sample(), new NumpyRandom(0)))
                .hasMessageContaining("clip people: an image of 40 x 48 pixels becomes one of 0 x 0");
        assertThatThrownBy(() -> Resize.to(0, 5)).hasMessageContaining("more than 0");
    }
}
