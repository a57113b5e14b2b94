package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Moves and scales 2D joints to about -1 to 1. MMAction2 computes in their stored width; PYSKL in float32, and joints with
 * too low a score become (0, 0).
 *
 * <p>Shape (M, T, V, C) to (M, T, V, C); pixels to normalised. Only the first two channels change.
 *
 * @param mode the extent that is mapped to -1 to 1
 * @param imgShape the image size for samples without one; only {@code FIX} reads it
 * @param smallestExtent the width and height below which a box is left unchanged; only {@code AUTO} reads it
 * @param reference whose computation it is
 * @param threshold score from which down a joint does not count towards the box and becomes (0, 0); in MMAction2 only
 *     {@code AUTO} reads it
 * @source MMAction2 1.2 and PYSKL, PreNormalize2D. Departures: MMAction2 has no mode auto, which is PYSKL's here, with
 *     float64 kept; PYSKL makes the score a channel at once, which GenSkeFeat and FormatGCNInput do here
 */
public record PreNormalize2D(
        Extent mode, ImageShape imgShape, double smallestExtent, Reference reference, double threshold)
        implements Transform {
    private static final ImageShape FULL_HD = new ImageShape(1080, 1920);
    private static final double THRESHOLD = 0.01;

    /** The reference whose computation it is. */
    public enum Reference implements Keyed {
        /** The width of the joints is kept; {@code FIX} reads no score. */
        MMACTION2,
        /** Everything is float32; a third channel of joints without scores is the score. */
        PYSKL
    }

    /** The extent that is mapped to -1 to 1. */
    public enum Extent implements Keyed {
        /** The image. A missing joint, stored as (0, 0), becomes (-1, -1), as in the reference. */
        FIX,
        /** The box around the joints of the whole clip, computed in at least float32. */
        AUTO
    }

    /** Returns the transform of all settings of MMAction2: by the image, 1080 x 1920 if a sample has no image size. */
    public static PreNormalize2D fix() {
        return new PreNormalize2D(Extent.FIX, FULL_HD, 0, Reference.MMACTION2, THRESHOLD);
    }

    /**
     * Returns the transform by the box around the joints, for sets without image sizes.
     *
     * @param smallestExtent in the units of the joints; PYSKL takes 10 pixels
     */
    public static PreNormalize2D auto(double smallestExtent) {
        return new PreNormalize2D(Extent.AUTO, FULL_HD, smallestExtent, Reference.MMACTION2, THRESHOLD);
    }

    /**
     * Returns the transform of PYSKL.
     *
     * @param smallestExtent in the units of the joints; PYSKL takes 10 pixels
     * @param threshold 0.01 in all published settings
     */
    public static PreNormalize2D pyskl(Extent mode, double smallestExtent, double threshold) {
        return new PreNormalize2D(mode, FULL_HD, smallestExtent, Reference.PYSKL, threshold);
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
        if (reference == Reference.PYSKL) {
            Tensor score = sample.keypointScore();
            PoseSample single = sample.withKeypoint(
                    sample.keypoint().as(DType.FLOAT32), score == null ? null : score.as(DType.FLOAT32));
            double @Nullable [] scores = scores(single);
            return single.withKeypoint(present(mode == Extent.FIX ? byImage(single) : byBox(single, scores), scores));
        }
        double @Nullable [] scores = scores(sample);
        return sample.withKeypoint(mode == Extent.FIX ? byImage(sample) : present(byBox(sample, scores), scores));
    }

    /** Returns the score of each joint. */
    private double @Nullable [] scores(PoseSample sample) {
        Tensor score = sample.keypointScore();
        if (score != null) {
            return score.values();
        }
        double[] values = sample.keypoint().values();
        return reference == Reference.PYSKL && sample.keypoint().size(3) == 3
                ? IntStream.range(0, values.length / 3)
                        .mapToDouble(joint -> values[joint * 3 + 2])
                        .toArray()
                : null;
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

    private Tensor byBox(PoseSample sample, double @Nullable [] scores) {
        DType dtype = sample.keypoint().dtype().widen(DType.FLOAT32);
        int channels = sample.keypoint().size(3);
        double[] values = sample.keypoint().values().clone();
        double[] x = range(values, 0, channels, scores);
        double[] y = range(values, 1, channels, scores);
        if (x[1] - x[0] > smallestExtent && y[1] - y[0] > smallestExtent) {
            normalise(values, 0, channels, x, dtype);
            normalise(values, 1, channels, y, dtype);
        }
        return new Tensor(dtype, sample.keypoint().shape(), values);
    }

    /** Returns the joints, those of too low a score at (0, 0). */
    private Tensor present(Tensor keypoint, double @Nullable [] scores) {
        if (scores == null) {
            return keypoint;
        }
        int channels = keypoint.size(3);
        double[] values = keypoint.values().clone();
        double least = least();
        for (int joint = 0; joint < scores.length; joint++) {
            if (scores[joint] <= least) {
                values[joint * channels] = 0;
                values[joint * channels + 1] = 0;
            }
        }
        return new Tensor(keypoint.dtype(), keypoint.shape(), values);
    }

    /** Returns the threshold as scores are compared with it. */
    private double least() {
        return reference == Reference.PYSKL ? DType.FLOAT32.round(threshold) : threshold;
    }

    /** Returns the smallest and the largest value of a channel among the joints that count; 0 and 0 if none does. */
    private double[] range(double[] values, int channel, int channels, double @Nullable [] scores) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = channel, joint = 0; i < values.length; i += channels, joint++) {
            if (scores == null || scores[joint] > least()) {
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
