package io.skelspark.transform;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;

/** Joint positions and their confidence in one tensor. */
final class SampleJoints {
    private SampleJoints() {}

    /**
     * Returns the joints with their confidence as the last channel, or unchanged if they have none.
     *
     * @shape (M, T, V, C)
     */
    static Tensor withScore(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        Tensor score = sample.keypointScore();
        if (score == null) {
            return keypoint;
        }
        int channels = keypoint.size(3);
        double[] positions = keypoint.values();
        double[] scores = score.values();
        if (scores.length * channels != positions.length) {
            throw new IllegalArgumentException("clip " + sample.id() + ": keypoint is " + keypoint
                    + " and keypoint_score " + score + ", expected one score for each joint");
        }
        double[] values = new double[scores.length * (channels + 1)];
        int next = 0;
        int from = 0;
        for (double value : scores) {
            for (int channel = 0; channel < channels; channel++) {
                values[next++] = positions[from++];
            }
            values[next++] = value;
        }
        int[] shape = keypoint.shape().clone();
        shape[3] = channels + 1;
        return new Tensor(keypoint.dtype().widen(score.dtype()), shape, values);
    }

    /**
     * Returns the 2D joints of a sample.
     *
     * @throws IllegalArgumentException if their shape is not (M, T, V, 2)
     */
    static Tensor plane(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        if (keypoint.shape().length != 4 || keypoint.size(3) != 2) {
            throw new IllegalArgumentException("clip " + sample.id() + " has joints " + keypoint
                    + ", expected (M, T, V, 2): only 2D joints lie in an image");
        }
        return keypoint;
    }

    /**
     * Returns the image size of a sample.
     *
     * @throws IllegalArgumentException if the sample has none
     */
    static ImageShape image(PoseSample sample) {
        ImageShape image = sample.imgShape();
        if (image == null) {
            throw new IllegalArgumentException("clip " + sample.id() + " has no image size (img_shape), and no"
                    + " PoseCompact sets one; add image sizes to the source and prepare the set again");
        }
        return image;
    }

    /**
     * Returns the number of frames of a sample.
     *
     * @throws IllegalArgumentException if it has none
     */
    static int requireFrames(PoseSample sample) {
        int frames = sample.keypoint().size(1);
        if (frames < 1) {
            throw new IllegalArgumentException("clip " + sample.id() + " has no frames, expected at least 1");
        }
        return frames;
    }

    /**
     * Checks that a sample has a joint.
     *
     * @param transform the transform that reads the joint
     * @param key its key that names the joint
     * @throws IllegalArgumentException if the sample has fewer joints
     */
    static void requireJoint(PoseSample sample, int joint, String transform, String key) {
        int joints = sample.keypoint().size(2);
        if (joint < 0 || joint >= joints) {
            throw new IllegalArgumentException("clip " + sample.id() + " has " + joints + " joints, " + transform
                    + " reads joint " + joint + "; correct its " + key);
        }
    }

    /**
     * Checks that a sample has the joints of a layout.
     *
     * @throws IllegalArgumentException if the numbers of joints of the sample and the layout differ
     */
    static void requireLayout(PoseSample sample, Layout layout) {
        if (sample.keypoint().size(2) != layout.size()) {
            throw new IllegalArgumentException(
                    "clip " + sample.id() + " has " + sample.keypoint().size(2) + " joints, layout " + layout.name()
                            + " has " + layout.size() + "; correct dataset.layout");
        }
    }
}
