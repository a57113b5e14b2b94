package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.util.List;

/**
 * Transforms, one after the other.
 *
 * @param transforms the steps, in order; they share one source of randomness
 */
public record Pipeline(List<Transform> transforms) implements Transform {
    public Pipeline {
        transforms = List.copyOf(transforms);
    }

    /** A pipeline of the steps given. */
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
