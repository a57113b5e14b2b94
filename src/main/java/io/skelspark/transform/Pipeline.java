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

    /** Returns whether a transform reads the size that the image of a clip has in its set. */
    @Override
    public boolean readsImageSize() {
        for (Transform transform : transforms) {
            if (transform instanceof PoseCanvas) {
                return false;
            }
            if (transform.readsImageSize()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean startsOver() {
        return transforms.stream().anyMatch(Transform::startsOver);
    }

    /** Returns whether a transform takes the 2D joints of a set for pixels. */
    public boolean needsPixels() {
        return readsImageSize()
                || transforms.stream()
                        .anyMatch(transform ->
                                transform instanceof PreNormalize2D normaliser && normaliser.needsPixels());
    }
}
