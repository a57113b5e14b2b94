package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Mirrors a sample at random: left becomes right, and the joints of the left and the right side change places. Missing
 * joints, at 0, stay at 0.
 *
 * <p>Shape (M, T, V, 2) to the same.
 *
 * @param layout gives the sides of the joints
 * @param ratio probability of a mirror image
 * @source MMAction2 1.2, Flip
 */
public record Flip(Layout layout, double ratio) implements Transform {
    /**
     * Checks the ratio.
     *
     * @throws IllegalArgumentException if the ratio is not between 0 and 1
     */
    public Flip {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("flip ratio " + ratio + ", expected 0 to 1");
        }
    }

    @Override
    public boolean readsImageSize() {
        return true;
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return random.rand() < ratio ? mirrored(sample) : sample;
    }

    /** Returns the mirror image of a sample. */
    public PoseSample mirrored(PoseSample sample) {
        Tensor keypoint = SampleJoints.plane(sample);
        SampleJoints.requireLayout(sample, layout);
        ImageShape image = SampleJoints.image(sample);
        int[] mirror = layout.mirroredJoints();
        double[] values = swapped(keypoint.values(), mirror, 2);
        for (int i = 0; i < values.length; i += 2) {
            values[i] = values[i] == 0 ? 0 : keypoint.dtype().round(image.width() - values[i]);
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
