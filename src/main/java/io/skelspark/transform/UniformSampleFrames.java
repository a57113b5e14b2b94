package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;

/**
 * Samples frames over the whole clip: one from each of {@code clipLen} segments of equal length.
 *
 * <p>From a clip of at least {@code clipLen} and less than twice as many frames, frames are left out at random. A shorter
 * clip is sampled from some start and wraps around at its end.
 *
 * @param mode the generator of the draws
 * @param clipLen number of frames of one view
 * @param numClips number of views
 * @param seed the generator's seed for every sample; only {@code TEST} reads it
 * @param startIndex added to every index; 0 in all published settings
 * @source PoseC3D, arXiv:2104.13586; MMAction2 1.2, UniformSampleFrames; PYSKL has other draws, which are those of
 *     {@link UniformSample}. The part for changing numbers of persons is left out, since it changes no index
 */
public record UniformSampleFrames(Sampling mode, int clipLen, int numClips, int seed, int startIndex)
        implements Transform {
    private static final int TEST_SEED = 255;

    /** The generator of the draws. */
    public enum Sampling {
        /** The given generator: every epoch samples other frames. */
        TRAIN,
        /** A generator with a fixed seed for every sample: clips of one length always give the same frames. */
        TEST
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    public UniformSampleFrames {
        requireCounts(clipLen, numClips);
    }

    /** Checks the number of frames of a view and the number of views. */
    static void requireCounts(int clipLen, int numClips) {
        if (clipLen < 1 || numClips < 1) {
            throw new IllegalArgumentException(
                    "clip-len is " + clipLen + " and num-clips " + numClips + ", expected at least 1 each");
        }
    }

    /** Returns the sampling of training: one view, drawn again each time. */
    public static UniformSampleFrames train(int clipLen) {
        return new UniformSampleFrames(Sampling.TRAIN, clipLen, 1, TEST_SEED, 0);
    }

    /** Returns the sampling of tests: several views, the same each time. */
    public static UniformSampleFrames test(int clipLen, int numClips) {
        return new UniformSampleFrames(Sampling.TEST, clipLen, numClips, TEST_SEED, 0);
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        if (sample.totalFrames() < 1) {
            throw new IllegalArgumentException("clip " + sample.id() + " has no frames, expected at least 1");
        }
        return sample.withFrames(frames(sample.totalFrames(), random), numClips);
    }

    @Override
    public boolean startsOver() {
        return true;
    }

    /** Samples the frame indices of a clip of {@code totalFrames} frames, view after view. */
    public int[] frames(int totalFrames, NumpyRandom random) {
        NumpyRandom source = mode == Sampling.TEST ? new NumpyRandom(seed) : random;
        int[] frames = new int[numClips * clipLen];
        for (int view = 0; view < numClips; view++) {
            int begin = view * clipLen;
            if (mode == Sampling.TEST && totalFrames < clipLen) {
                UniformDraws.fromStart(frames, begin, clipLen, UniformDraws.evenStart(view, numClips, totalFrames));
            } else {
                UniformDraws.view(frames, begin, clipLen, totalFrames, source);
            }
        }
        for (int i = 0; i < frames.length; i++) {
            frames[i] = frames[i] % totalFrames + startIndex;
        }
        return frames;
    }
}
