package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.util.List;

/**
 * A sequence of transforms.
 *
 * @param transforms the transforms, in order; they share one random generator
 */
public record Pipeline(List<Transform> transforms) implements Transform {
    /** Copies the list. */
    public Pipeline {
        transforms = List.copyOf(transforms);
    }

    /** Returns a pipeline of transforms. */
    public static Pipeline of(Transform... transforms) {
        return new Pipeline(List.of(transforms));
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        PoseSample result = sample;
        for (Transform transform : transforms) {
            result = transform.apply(result, random);
        }
        return result;
    }
}
