package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.io.Serializable;

/**
 * Crops a box of random area, proportions and position from the image. A Resize after it brings all boxes to one size.
 *
 * <p>Shape (M, T, V, 2) to the same, float64.
 *
 * @param area area of the box as a fraction of the image's
 * @param aspectRatio width by height
 * @source MMAction2 1.2, RandomResizedCrop. Departure: one generator draws size and position, the reference uses two;
 *     the distribution is the same
 */
public record RandomResizedCrop(Uniform area, Uniform aspectRatio) implements Transform {
    private static final int ATTEMPTS = 10;

    /** The bounds of a uniform draw. */
    public record Uniform(double least, double most) implements Serializable {
        /**
         * Checks the bounds.
         *
         * @throws IllegalArgumentException if the range is empty or reaches to 0 or below
         */
        public Uniform {
            if (!(least > 0 && least <= most)) {
                throw new IllegalArgumentException(
                        "range from " + least + " to " + most + ", expected 0 < least <= most");
            }
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return box(SampleJoints.image(sample), random).of(sample);
    }

    /** Draws the box in an image: the first of ten candidates that fits, or else the square in the middle. */
    public Crop box(ImageShape image, NumpyRandom random) {
        double[] ratios = new double[ATTEMPTS];
        for (int i = 0; i < ATTEMPTS; i++) {
            ratios[i] = Math.exp(random.uniform(Math.log(aspectRatio.least()), Math.log(aspectRatio.most())));
        }
        double[] areas = new double[ATTEMPTS];
        for (int i = 0; i < ATTEMPTS; i++) {
            areas[i] = random.uniform(area.least(), area.most()) * image.height() * image.width();
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            int width = (int) Math.rint(Math.sqrt(areas[i] * ratios[i]));
            int height = (int) Math.rint(Math.sqrt(areas[i] / ratios[i]));
            if (width >= 1 && height >= 1 && width <= image.width() && height <= image.height()) {
                int left = random.upTo(image.width() - width);
                int top = random.upTo(image.height() - height);
                return new Crop(left, top, width, height);
            }
        }
        int side = Math.min(image.width(), image.height());
        return new CenterCrop(side, side).box(image);
    }
}
