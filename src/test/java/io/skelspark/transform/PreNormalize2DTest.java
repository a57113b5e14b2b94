package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PreNormalize2DTest implements TransformContract {
    private static final NumpyRandom RANDOM = new NumpyRandom(0);

    @Override
    public Transform transform() {
        return PreNormalize2D.fix();
    }

    @Override
    public PoseSample sample() {
        return Samples.coco();
    }

    private static PoseSample points(ImageShape shape, double... values) {
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, 1, values.length / 2, 2}, values);
        return new PoseSample("points", 0, 1, shape, keypoint, null);
    }

    @Test
    void mapsTheImageToMinusOneToOne() {
        PoseSample found =
                PreNormalize2D.fix().apply(points(new ImageShape(100, 200), 0, 0, 100, 50, 200, 100), RANDOM);
        assertThat(found.keypoint().values()).containsExactly(-1, -1, 0, 0, 1, 1);
    }

    @Test
    void assumesFullHighDefinitionIfASampleHasNoImageSize() {
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, 1, 1, 2}, new double[] {1920, 0});
        PoseSample found = PreNormalize2D.fix().apply(new PoseSample("x", 0, 1, null, keypoint, null), RANDOM);
        assertThat(found.keypoint().values()).containsExactly(1, -1);
    }

    @Test
    void mapsTheBoxOfTheClipToMinusOneToOneInAutoMode() {
        PoseSample found =
                PreNormalize2D.auto(1).apply(points(new ImageShape(9, 9), 10, 100, 30, 120, 20, 105), RANDOM);
        assertThat(found.keypoint().values()).containsExactly(-1, -1, 1, 1, 0, -0.5);
    }

    @Test
    void leavesABoxBelowTheSmallestExtentInAutoMode() {
        PoseSample input = points(new ImageShape(9, 9), 10, 100, 30, 105);
        PoseSample found = PreNormalize2D.auto(10).apply(input, RANDOM);
        assertThat(found.keypoint().values()).containsExactly(10, 100, 30, 105);
    }

    @Test
    void ignoresMissingJointsInAutoMode() {
        Tensor keypoint = new Tensor(DType.FLOAT16, new int[] {1, 1, 3, 2}, new double[] {10, 10, 900, 900, 30, 50});
        Tensor score = new Tensor(DType.FLOAT16, new int[] {1, 1, 3}, new double[] {1, 0, 1});
        PoseSample found = PreNormalize2D.auto(10).apply(new PoseSample("x", 0, 1, null, keypoint, score), RANDOM);
        assertThat(found.keypoint().values()).containsExactly(-1, -1, 0, 0, 1, 1);
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void survivesAClipWithoutAnyJointInAutoMode() {
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, 1, 2, 3, 2);
        Tensor score = Tensor.zeros(DType.FLOAT32, 1, 2, 3);
        PoseSample found = PreNormalize2D.auto(0).apply(new PoseSample("x", 0, 2, null, keypoint, score), RANDOM);
        assertThat(found.keypoint().values()).containsOnly(0);
    }

    @Test
    void computesInFloat32AsPysklDoes() {
        Tensor keypoint = new Tensor(DType.FLOAT16, new int[] {1, 1, 2, 2}, new double[] {333, 77, 333, 77});
        Tensor score = new Tensor(DType.FLOAT16, new int[] {1, 1, 2}, new double[] {1, 0});
        PoseSample found = PreNormalize2D.pyskl(PreNormalize2D.Extent.FIX, 10, 0.01)
                .apply(new PoseSample("x", 0, 1, null, keypoint, score), RANDOM);
        float x = (333f - 960f) / 960f;
        float y = (77f - 540f) / 540f;
        assertThat(found.keypoint().values()).containsExactly(x, y, 0, 0);
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(found.keypointScore()).extracting(Tensor::dtype).isEqualTo(DType.FLOAT32);
    }

    @Test
    void countsAJointAtTheThresholdAsMissingAsPysklDoes() {
        double threshold = 0.3f;
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, 1, 2, 2}, new double[] {960, 270, 960, 270});
        Tensor score = new Tensor(DType.FLOAT32, new int[] {1, 1, 2}, new double[] {threshold, Math.nextUp(0.3f)});
        PoseSample found = PreNormalize2D.pyskl(PreNormalize2D.Extent.FIX, 10, 0.3)
                .apply(new PoseSample("x", 0, 1, null, keypoint, score), RANDOM);
        assertThat(found.keypoint().values()).containsExactly(0, 0, 0, -0.5);
    }

    @Test
    void takesAThirdChannelForTheScoreAsPysklDoes() {
        Tensor keypoint =
                new Tensor(DType.FLOAT32, new int[] {1, 1, 3, 3}, new double[] {10, 10, 1, 900, 900, 0, 30, 50, 0.5});
        PoseSample found = PreNormalize2D.pyskl(PreNormalize2D.Extent.AUTO, 10, 0.01)
                .apply(new PoseSample("x", 0, 1, null, keypoint, null), RANDOM);
        assertThat(found.keypoint().values()).containsExactly(-1, -1, 1, 0, 0, 0, 1, 1, 0.5);
    }
}
