package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Moves and scales 2D joints to about -1 to 1, in their stored width.
 *
 * <p>Shape (M, T, V, C) to (M, T, V, C); pixels to normalised. Only the first two channels change.
 *
 * @param mode the extent that is mapped to -1 to 1
 * @param imgShape the image size for samples without one; only {@code FIX} reads it
 * @param smallestExtent the width and height below which a box is left unchanged; only {@code AUTO} reads it
 * @source MMAction2 1.2, PreNormalize2D; PYSKL, PreNormalize2D with mode auto
 */
public record PreNormalize2D(Extent mode, ImageShape imgShape, double smallestExtent) implements Transform {
    private static final ImageShape FULL_HD = new ImageShape(1080, 1920);
    /** The confidence below which a joint does not count towards the box. */
    private static final double THRESHOLD = 0.01;

    /** The extent that is mapped to -1 to 1. */
    public enum Extent implements Keyed {
        /** The image. A missing joint, stored as (0, 0), becomes (-1, -1), as in the reference. */
        FIX,
        /**
         * The box around the joints of the whole clip, computed in at least float32. Joints whose confidence is 0.01
         * or less do not count and become (0, 0). Departure from PYSKL: the scores stay a separate tensor.
         */
        AUTO
    }

    /** Returns the transform of all published settings: by the image, 1080 x 1920 if a sample has no image size. */
    public static PreNormalize2D fix() {
        return new PreNormalize2D(Extent.FIX, FULL_HD, 0);
    }

    /**
     * Returns the transform by the box around the joints, for sets without image sizes.
     *
     * @param smallestExtent in the units of the joints; PYSKL takes 10 pixels
     */
    public static PreNormalize2D auto(double smallestExtent) {
        return new PreNormalize2D(Extent.AUTO, FULL_HD, smallestExtent);
    }

    /** Returns whether it leaves joints in 0 to 1 as they are, or takes them for pixels of the image. */
    public boolean needsPixels() {
        return mode == Extent.FIX || smallestExtent > 1;
    }

    @Override
    public boolean readsImageSize() {
        return mode == Extent.FIX;
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return sample.withKeypoint(mode == Extent.FIX ? byImage(sample) : byBox(sample));
    }

    private Tensor byImage(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        ImageShape shape = sample.imgShape() == null ? imgShape : sample.imgShape();
        DType dtype = keypoint.dtype();
        double centreX = dtype.round(shape.width() / 2.0);
        double centreY = dtype.round(shape.height() / 2.0);
        int channels = keypoint.size(3);
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i += channels) {
            values[i] = dtype.round(dtype.round(values[i] - centreX) / centreX);
            values[i + 1] = dtype.round(dtype.round(values[i + 1] - centreY) / centreY);
        }
        return new Tensor(dtype, keypoint.shape(), values);
    }

    private Tensor byBox(PoseSample sample) {
        DType dtype = sample.keypoint().dtype().widen(DType.FLOAT32);
        Tensor score = sample.keypointScore();
        double @Nullable [] scores = score == null ? null : score.values();
        int channels = sample.keypoint().size(3);
        double[] values = sample.keypoint().values().clone();
        double[] x = range(values, 0, channels, scores);
        double[] y = range(values, 1, channels, scores);
        if (x[1] - x[0] > smallestExtent && y[1] - y[0] > smallestExtent) {
            normalise(values, 0, channels, x, dtype);
            normalise(values, 1, channels, y, dtype);
        }
        for (int joint = 0; scores != null && joint < scores.length; joint++) {
            if (scores[joint] <= THRESHOLD) {
                values[joint * channels] = 0;
                values[joint * channels + 1] = 0;
            }
        }
        return new Tensor(dtype, sample.keypoint().shape(), values);
    }

    /** Returns the smallest and the largest value of a channel among the joints that count; 0 and 0 if none does. */
    private static double[] range(double[] values, int channel, int channels, double @Nullable [] scores) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = channel, joint = 0; i < values.length; i += channels, joint++) {
            if (scores == null || scores[joint] > THRESHOLD) {
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
            }
        }
        return least > greatest ? new double[2] : new double[] {least, greatest};
    }

    private static void normalise(double[] values, int channel, int channels, double[] range, DType dtype) {
        double centre = dtype.round(dtype.round(range[1] + range[0]) / 2);
        double extent = dtype.round(range[1] - range[0]);
        for (int i = channel; i < values.length; i += channels) {
            values[i] = dtype.round(dtype.round(dtype.round(values[i] - centre) / extent) * 2);
        }
    }
}
