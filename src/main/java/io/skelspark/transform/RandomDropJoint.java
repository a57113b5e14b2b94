package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Sets some joints of all persons to zero over a span of frames at random, as if they were hidden for a while. Joints, span
 * and their numbers are drawn; a clip that has fewer joints or frames loses all that it has.
 *
 * <p>Shape (M, T, V, C) to the same, in the same width.
 *
 * @param ratio probability of dropped joints
 * @param joints number of joints
 * @param frames number of frames, which follow one another
 * @source SkateFormer, feeders/tools.py, drop_joint. Departure: there the frames are drawn one by one
 */
public record RandomDropJoint(double ratio, Count joints, Count frames) implements Transform {
    /**
     * A range of numbers, both ends included.
     *
     * @param least smallest number
     * @param most largest number
     */
    public record Count(int least, int most) implements Serializable {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if it is empty, or goes below 0
         */
        public Count {
            if (least < 0 || least > most) {
                throw new IllegalArgumentException(
                        least + " to " + most + ", expected two numbers of 0 or more, the smaller first");
            }
        }

        private int draw(NumpyRandom random, int available) {
            return Math.min(least + random.upTo(most - least), available);
        }
    }

    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public RandomDropJoint {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("drop ratio " + ratio + ", expected 0 to 1");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        if (random.rand() >= ratio) {
            return sample;
        }
        Tensor keypoint = sample.keypoint();
        int channels = keypoint.size(3);
        int[] dropped = random.choice(keypoint.size(2), joints.draw(random, keypoint.size(2)));
        int span = frames.draw(random, keypoint.size(1));
        int start = random.randint(keypoint.size(1) - span + 1);
        double[] values = keypoint.values().clone();
        for (int person = 0; person < keypoint.size(0); person++) {
            for (int frame = start; frame < start + span; frame++) {
                int begin = (person * keypoint.size(1) + frame) * PersonFrames.size(keypoint);
                for (int joint : dropped) {
                    Arrays.fill(values, begin + joint * channels, begin + (joint + 1) * channels, 0);
                }
            }
        }
        return sample.withKeypoint(new Tensor(keypoint.dtype(), keypoint.shape(), values));
    }
}
