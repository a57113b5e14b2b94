package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.UniformSampleFrames.Sampling;

/**
 * Samples frames as {@link UniformSampleFrames} does, with the draws of PYSKL: each view first draws a part of the clip
 * and samples that. The frames of a test therefore differ from those of UniformSampleFrames even if the part is always
 * the whole clip, as in all published settings.
 *
 * <p>A view that reaches beyond the end of the clip goes on at its beginning.
 *
 * @param mode the generator of the draws
 * @param clipLen number of frames of one view
 * @param numClips number of views
 * @param seed the generator's seed for every sample; only {@code TEST} reads it
 * @param least smallest share of the clip that a view samples
 * @param most largest share
 * @source PYSKL, UniformSample, also called UniformSampleFrames there. Departure: a part has at least one frame
 */
public record UniformSample(Sampling mode, int clipLen, int numClips, int seed, double least, double most)
        implements Transform {
    private static final int TEST_SEED = 255;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is below 1, or the shares are not above 0, up to 1, the smaller first
     */
    public UniformSample {
        UniformSampleFrames.requireCounts(clipLen, numClips);
        if (!(least > 0 && least <= most && most <= 1)) {
            throw new IllegalArgumentException(
                    "p-interval is " + least + " to " + most + ", expected shares above 0, up to 1, the smaller first");
        }
    }

    /** Returns the sampling of training: one view of the whole clip, drawn again each time. */
    public static UniformSample train(int clipLen) {
        return new UniformSample(Sampling.TRAIN, clipLen, 1, TEST_SEED, 1, 1);
    }

    /** Returns the sampling of tests: several views of the whole clip, the same each time. */
    public static UniformSample test(int clipLen, int numClips) {
        return new UniformSample(Sampling.TEST, clipLen, numClips, TEST_SEED, 1, 1);
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
        NumpyRandom source = source(random);
        int[] frames = new int[numClips * clipLen];
        for (int view = 0; view < numClips; view++) {
            int begin = view * clipLen;
            UniformDraws.Part part = UniformDraws.Part.draw(least, most, totalFrames, source);
            if (mode == Sampling.TEST && part.frames() < clipLen) {
                int start = UniformDraws.evenStart(view, numClips, part.frames());
                UniformDraws.fromStart(frames, begin, clipLen, start);
            } else {
                UniformDraws.view(frames, begin, clipLen, part.frames(), source);
            }
            for (int i = begin; i < begin + clipLen; i++) {
                frames[i] = (frames[i] + part.begin()) % totalFrames;
            }
        }
        return frames;
    }

    /** Returns the generator of the draws. */
    NumpyRandom source(NumpyRandom random) {
        return mode == Sampling.TEST ? new NumpyRandom(seed) : random;
    }
}
