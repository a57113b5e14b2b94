package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;

/**
 * Crops a box of fixed size from the middle of the image. A smaller image is padded.
 *
 * <p>Shape (M, T, V, 2) to the same, float64.
 *
 * @param width pixels
 * @param height pixels
 * @source MMAction2 1.2, CenterCrop
 */
public record CenterCrop(int width, int height) implements Transform {
    /**
     * Checks the sides.
     *
     * @throws IllegalArgumentException if a side is below 1 pixel
     */
    public CenterCrop {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "crop of " + width + " x " + height + " pixels, expected at least 1 x 1");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return box(SampleJoints.image(sample)).of(sample);
    }

    /** Returns the box in an image. */
    public Crop box(ImageShape image) {
        return new Crop(
                Math.floorDiv(image.width() - width, 2), Math.floorDiv(image.height() - height, 2), width, height);
    }
}
