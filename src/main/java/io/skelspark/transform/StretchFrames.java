package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.Arrays;

/**
 * Samples frames over the whole clip in their order, with repetition: a clip that is shorter than a view is stretched and
 * never starts over.
 *
 * <p>Training draws every frame at random and sorts them. A test takes frames at equal distances from the first to the
 * last; its further views are drawn as in training, by a generator with a fixed seed.
 *
 * <p>Shape (M, T, V, C) to (M, views * clipLen, V, C) of the same width; the score (M, T, V) likewise. The frames are
 * selected here: later transforms, as those that compute motion, see the view and not the clip.
 *
 * @param mode the generator of the draws
 * @param clipLen number of frames of one view
 * @param numClips number of views
 * @param seed the generator's seed for every sample; only {@code TEST} reads it
 * @source CTR-GCN, feeders/feeder_ucla.py, with one view
 */
public record StretchFrames(Sampling mode, int clipLen, int numClips, int seed) implements Transform {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    public StretchFrames {
        UniformSampleFrames.requireCounts(clipLen, numClips);
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return PoseDecode.views(sample, frames(SampleJoints.requireFrames(sample), random), numClips);
    }

    /** Samples the frame indices of a clip of {@code totalFrames} frames, view after view. */
    int[] frames(int totalFrames, NumpyRandom random) {
        NumpyRandom source = mode == Sampling.TEST ? new NumpyRandom(seed) : random;
        int[] frames = new int[numClips * clipLen];
        for (int view = 0; view < numClips; view++) {
            int begin = view * clipLen;
            if (mode == Sampling.TEST && view == 0) {
                spread(frames, totalFrames);
            } else {
                for (int i = begin; i < begin + clipLen; i++) {
                    frames[i] = source.randint(totalFrames);
                }
                Arrays.sort(frames, begin, begin + clipLen);
            }
        }
        return frames;
    }

    /** Fills the first view as {@code linspace(0, totalFrames - 1, clipLen)} does, rounded down. */
    private void spread(int[] frames, int totalFrames) {
        for (int i = 0; i < clipLen; i++) {
            frames[i] = (int) Resample.position(i, clipLen, totalFrames);
        }
    }
}
