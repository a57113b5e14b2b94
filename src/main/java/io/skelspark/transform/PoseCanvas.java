package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Gives a clip without an image a square canvas: the box around all joints of all frames is scaled, without distortion, to
 * the middle half of it. Joints that were centred or normalised then have positions in pixels, none of them 0, which the
 * transforms of heat maps need.
 *
 * <p>Shape (M, T, V, 2), any unit, to the same in pixels.
 *
 * @param size side of the canvas, in pixels
 */
public record PoseCanvas(int size) implements Transform {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if the size is below 2
     */
    public PoseCanvas {
        if (size < 2) {
            throw new IllegalArgumentException("a canvas of size " + size + ", expected 2 pixels or more");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = SampleJoints.plane(sample);
        double[] values = keypoint.values().clone();
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] greatest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < values.length; i++) {
            least[i % 2] = Math.min(least[i % 2], values[i]);
            greatest[i % 2] = Math.max(greatest[i % 2], values[i]);
        }
        double extent = Math.max(greatest[0] - least[0], greatest[1] - least[1]);
        double scale = extent > 0 ? size / 2.0 / extent : 0;
        for (int i = 0; i < values.length; i++) {
            double centre = (least[i % 2] + greatest[i % 2]) / 2;
            values[i] = DType.FLOAT32.round(size / 2.0 + (values[i] - centre) * scale);
        }
        return sample.withKeypoint(
                new Tensor(DType.FLOAT32, keypoint.shape(), values),
                sample.keypointScore(),
                new ImageShape(size, size));
    }
}
