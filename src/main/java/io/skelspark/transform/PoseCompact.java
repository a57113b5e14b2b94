package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Crops the image to a box around all joints of all frames. Missing joints, at 0, stay at 0. If the box is too small, the
 * sample stays unchanged, except that NaN becomes 0.
 *
 * <p>Shape (M, T, V, 2) to the same.
 *
 * @param padding added to the box on all sides, as a fraction of its extent
 * @param threshold smallest width and height of a box, in pixels
 * @param ratio smallest ratios between its sides; null for any
 * @param bounds whether the box may reach beyond the image
 * @source MMAction2 1.2, PoseCompact
 */
public record PoseCompact(double padding, double threshold, @Nullable Ratio ratio, BoxLimit bounds)
        implements Transform {

    /**
     * The ratios to which a box is widened.
     *
     * @param heightToWidth the smallest height, as a multiple of the width
     * @param heightAgain the inverse of the smallest width as a fraction of the height, applied second
     */
    public record Ratio(double heightToWidth, double heightAgain) implements Serializable {}

    /** The limit of the box at the image's border. */
    public enum BoxLimit {
        /** The box may reach beyond the image, which is padded. */
        PADDED,
        /** The box is cut at the image's border. */
        IMAGE
    }

    /** The smallest and the largest nonzero coordinate on one axis. */
    private record Extremes(double least, double greatest, DType dtype) {
        static Extremes of(Tensor keypoint, int axis) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            double[] values = keypoint.values();
            for (int i = axis; i < values.length; i += 2) {
                if (values[i] != 0 && !Double.isNaN(values[i])) {
                    least = Math.min(least, values[i]);
                    greatest = Math.max(greatest, values[i]);
                }
            }
            return new Extremes(least, greatest, keypoint.dtype());
        }

        double extent() {
            return dtype.round(greatest - least);
        }

        double centre() {
            return dtype.round(greatest + least) / 2;
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = SampleJoints.plane(sample);
        Extremes columns = Extremes.of(keypoint, 0);
        Extremes rows = Extremes.of(keypoint, 1);
        if (!(columns.extent() >= threshold && rows.extent() >= threshold)) {
            return sample.withKeypoint(shifted(keypoint, 0, 0));
        }
        double halfWidth = columns.extent() / 2 * (1 + padding);
        double halfHeight = rows.extent() / 2 * (1 + padding);
        if (ratio != null) {
            halfHeight = Math.max(ratio.heightToWidth() * halfWidth, halfHeight);
            halfWidth = Math.max(halfHeight / ratio.heightAgain(), halfWidth);
        }
        double left = columns.centre() - halfWidth;
        double right = columns.centre() + halfWidth;
        double top = rows.centre() - halfHeight;
        double bottom = rows.centre() + halfHeight;
        if (bounds == BoxLimit.IMAGE) {
            ImageShape image = SampleJoints.image(sample);
            left = Math.max(0, left);
            top = Math.max(0, top);
            right = Math.min(image.width(), right);
            bottom = Math.min(image.height(), bottom);
        }
        ImageShape box = new ImageShape((int) bottom - (int) top, (int) right - (int) left);
        return sample.withKeypoint(shifted(keypoint, (int) left, (int) top), sample.keypointScore(), box);
    }

    /** Moves the joints to another origin. Joints at 0 stay there, and NaN becomes 0. */
    private static Tensor shifted(Tensor keypoint, int left, int top) {
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i++) {
            double value = Double.isNaN(values[i]) ? 0 : values[i];
            values[i] = value == 0 ? 0 : keypoint.dtype().round(value - (i % 2 == 0 ? left : top));
        }
        return new Tensor(keypoint.dtype(), keypoint.shape(), values);
    }
}
