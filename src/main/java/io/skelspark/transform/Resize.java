package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;

/**
 * Scales the image, and the joints in it.
 *
 * <p>Shape (M, T, V, 2) to the same, in the wider of the stored width and float32.
 *
 * @param scale the rule for the new size
 * @source MMAction2 1.2, Resize
 */
public record Resize(Scale scale) implements Transform {

    /** A rule for the new size of an image. */
    public sealed interface Scale extends Serializable {
        /** Returns the new size. */
        ImageShape of(ImageShape image);
    }

    /** A fixed size, whatever the image's proportions. */
    public record Size(int width, int height) implements Scale {
        /**
         * Checks the sides.
         *
         * @throws IllegalArgumentException if a side is below 1 pixel
         */
        public Size {
            requirePositive(Math.min(width, height));
        }

        @Override
        public ImageShape of(ImageShape image) {
            return new ImageShape(height, width);
        }
    }

    /** The largest size of the image's proportions with edges no longer than these. */
    public record Edges(double longEdge, double shortEdge) implements Scale {
        /**
         * Checks the edges.
         *
         * @throws IllegalArgumentException if an edge is below 1 pixel
         */
        public Edges {
            requirePositive(Math.min(longEdge, shortEdge));
        }

        @Override
        public ImageShape of(ImageShape image) {
            double longer = Math.max(image.height(), image.width());
            double shorter = Math.min(image.height(), image.width());
            return new Factor(Math.min(longEdge / longer, shortEdge / shorter)).of(image);
        }
    }

    /** A multiple of the image's size. */
    public record Factor(double factor) implements Scale {
        /**
         * Checks the factor.
         *
         * @throws IllegalArgumentException if the factor is not positive
         */
        public Factor {
            requirePositive(factor);
        }

        @Override
        public ImageShape of(ImageShape image) {
            return new ImageShape((int) (image.height() * factor + 0.5), (int) (image.width() * factor + 0.5));
        }
    }

    /** Returns a transform to a fixed size, whatever the proportions. */
    public static Resize to(int width, int height) {
        return new Resize(new Size(width, height));
    }

    /** Returns a transform to a length of the short edge, in the image's proportions. */
    public static Resize shortEdge(int length) {
        return new Resize(new Edges(Double.POSITIVE_INFINITY, length));
    }

    @Override
    public boolean readsImageSize() {
        return true;
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = SampleJoints.plane(sample);
        ImageShape before = SampleJoints.image(sample);
        ImageShape after = scale.of(before);
        if (after.height() < 1 || after.width() < 1) {
            throw new IllegalArgumentException("clip " + sample.id() + ": an image of " + before.height() + " x "
                    + before.width() + " pixels becomes one of " + after.height() + " x " + after.width()
                    + "; expected at least 1 x 1: correct the scale of Resize");
        }
        double[] factors = {
            (float) ((double) after.width() / before.width()), (float) ((double) after.height() / before.height())
        };
        DType dtype = keypoint.dtype().widen(DType.FLOAT32);
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = dtype.round(values[i] * factors[i % 2]);
        }
        return sample.withKeypoint(new Tensor(dtype, keypoint.shape(), values), sample.keypointScore(), after);
    }

    private static void requirePositive(double size) {
        if (!(size > 0)) {
            throw new IllegalArgumentException("scale holds " + size + ", expected more than 0");
        }
    }
}
