package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Brings every sample to the same number of persons and splits its frames into views.
 *
 * <p>Shape (M, views * T, V, C) to (views, numPerson, T, V, C). A score that still exists becomes the last channel.
 * Persons beyond {@code numPerson} are left out.
 *
 * @param numPerson persons of the result
 * @param mode the filling of missing persons
 * @source MMAction2 1.2, FormatGCNInput
 */
public record FormatGCNInput(int numPerson, MissingPerson mode) implements Transform {

    /** The filling of missing persons. */
    public enum MissingPerson implements Keyed {
        /** Zeros. */
        ZERO,
        /** The first person repeated if the clip has only one, else zeros. In PYSKL a mode of this name gives zeros. */
        LOOP
    }

    /** Returns the transform of all published settings: two persons, a missing one filled with zeros. */
    public static FormatGCNInput pair() {
        return new FormatGCNInput(2, MissingPerson.ZERO);
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = SampleJoints.withScore(sample);
        int persons = keypoint.size(0);
        int frames = keypoint.size(1);
        int views = Math.max(1, sample.numClips());
        if (frames % views != 0) {
            throw new IllegalArgumentException("clip " + sample.id() + ": " + frames + " frames do not split into "
                    + views + " views; expected the frames that a sampling transform chose");
        }
        int joints = keypoint.size(2);
        int channels = keypoint.size(3);
        int block = frames / views * joints * channels;
        double[] values = new double[views * numPerson * block];
        int filled = mode == MissingPerson.LOOP && persons == 1 ? numPerson : Math.min(persons, numPerson);
        for (int view = 0; view < views; view++) {
            for (int person = 0; person < filled; person++) {
                int source = Math.min(person, persons - 1) * views + view;
                System.arraycopy(keypoint.values(), source * block, values, (view * numPerson + person) * block, block);
            }
        }
        int[] shape = {views, numPerson, frames / views, joints, channels};
        return sample.withKeypoint(new Tensor(keypoint.dtype(), shape, values), null);
    }
}
