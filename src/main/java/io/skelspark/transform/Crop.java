package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;

/**
 * A box to which an image is cropped. It may reach beyond the image.
 *
 * @param left column of its first pixel
 * @param top row of its first pixel
 * @param width pixels
 * @param height pixels
 */
public record Crop(int left, int top, int width, int height) {

    /**
     * Moves all joints of a sample to the coordinates of the box, those at 0 too.
     *
     * @shape (M, T, V, 2) to the same, float64
     */
    public PoseSample of(PoseSample sample) {
        Tensor keypoint = SampleJoints.plane(sample);
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] -= i % 2 == 0 ? left : top;
        }
        return sample.withKeypoint(
                new Tensor(DType.FLOAT64, keypoint.shape(), values),
                sample.keypointScore(),
                new ImageShape(height, width));
    }
}
