package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Mirrors a sample at random: left becomes right, and the joints of the left and the right side change places. Missing
 * joints, at 0, stay at 0.
 *
 * <p>Shape (M, T, V, C) to the same, in the same width; C is 2 in an image.
 *
 * @param layout gives the sides of the joints
 * @param ratio probability of a mirror image
 * @param about what the first coordinate is mirrored about
 * @source MMAction2 1.2, Flip, which mirrors images only
 */
public record Flip(Layout layout, double ratio, About about) implements Transform {
    /** The place of the mirror on the first axis. */
    public enum About implements Keyed {
        /** The middle of the image, whose joints are pixels. */
        IMAGE,
        /** The origin, about which 2D or 3D joints are centred. */
        ORIGIN
    }

    /**
     * Checks the ratio and the layout.
     *
     * @throws IllegalArgumentException if the ratio is not between 0 and 1, or the layout has no sides to change
     */
    public Flip {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("flip ratio " + ratio + ", expected 0 to 1");
        }
        if (about == About.ORIGIN && layout.jointSides().left().isEmpty()) {
            throw new IllegalArgumentException("layout " + layout.name()
                    + " has no sides, expected its left-joints and right-joints in pairs: add them to the layout");
        }
    }

    /** Creates the transform of all published settings, which mirrors an image. */
    public Flip(Layout layout, double ratio) {
        this(layout, ratio, About.IMAGE);
    }

    @Override
    public boolean readsImageSize() {
        return about == About.IMAGE;
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return random.rand() < ratio ? mirrored(sample) : sample;
    }

    /** Returns the mirror image of a sample. */
    public PoseSample mirrored(PoseSample sample) {
        boolean inImage = about == About.IMAGE;
        Tensor keypoint = inImage ? SampleJoints.plane(sample) : sample.keypoint();
        SampleJoints.requireLayout(sample, layout);
        int width = inImage ? SampleJoints.image(sample).width() : 0;
        int channels = keypoint.size(3);
        int[] mirror = layout.mirroredJoints();
        double[] values = swapped(keypoint.values(), mirror, channels);
        for (int i = 0; i < values.length; i += channels) {
            values[i] = values[i] == 0 ? 0 : keypoint.dtype().round(width - values[i]);
        }
        Tensor score = sample.keypointScore();
        return sample.withKeypoint(
                new Tensor(keypoint.dtype(), keypoint.shape(), values),
                score == null ? null : new Tensor(score.dtype(), score.shape(), swapped(score.values(), mirror, 1)));
    }

    private static double[] swapped(double[] values, int[] mirror, int channels) {
        double[] swapped = new double[values.length];
        int block = mirror.length * channels;
        for (int start = 0; start < values.length; start += block) {
            for (int joint = 0; joint < mirror.length; joint++) {
                System.arraycopy(values, start + mirror[joint] * channels, swapped, start + joint * channels, channels);
            }
        }
        return swapped;
    }
}
