package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;

/**
 * Brings a clip to a fixed number of frames by adding some at its end.
 *
 * <p>Shape (M, T, V, C) to (M, length, V, C), in the same width; the score (M, T, V) likewise.
 *
 * @param length number of frames of the result; a clip that has more is an error
 * @param mode the frames that are added
 * @source PYSKL, PadTo. Departure: there a score that is a tensor of its own is not padded
 */
public record PadTo(int length, Filling mode) implements Transform {
    /** The frames that are added. */
    public enum Filling implements Keyed {
        /** Those of the clip, from its beginning. */
        LOOP,
        /** Frames of zeros. */
        ZERO
    }

    /**
     * Checks the number of frames.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PadTo {
        if (length < 1) {
            throw new IllegalArgumentException("length is " + length + ", expected at least 1");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        int frames = SampleJoints.requireFrames(sample);
        if (frames > length) {
            throw new IllegalArgumentException("clip " + sample.id() + " has " + frames + " frames, PadTo has length "
                    + length + ": expected a length of at least the longest clip");
        }
        int[] indices = new int[length];
        Arrays.setAll(indices, i -> i % frames);
        Tensor score = sample.keypointScore();
        return sample.withKeypoint(padded(sample.keypoint(), indices), score == null ? null : padded(score, indices))
                .withTotalFrames(length);
    }

    @Override
    public boolean startsOver() {
        return mode == Filling.LOOP;
    }

    private Tensor padded(Tensor tensor, int[] indices) {
        Tensor padded = tensor.frames(indices);
        if (mode == Filling.ZERO) {
            int frame = padded.values().length / Math.max(1, tensor.size(0) * length);
            for (int person = 0; person < tensor.size(0); person++) {
                int begin = (person * length + tensor.size(1)) * frame;
                Arrays.fill(padded.values(), begin, (person + 1) * length * frame, 0);
            }
        }
        return padded;
    }
}
