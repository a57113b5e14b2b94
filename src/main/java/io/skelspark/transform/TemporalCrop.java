package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.util.stream.IntStream;

/**
 * Keeps a part of a clip without gaps: a random share of its frames from a random start, or a fixed share of its middle.
 *
 * <p>Shape (M, T, V, C) to (M, frames, V, C), in the same width; the score (M, T, V) likewise.
 *
 * @param least smallest share of the frames
 * @param most largest share; if both are equal, the middle is kept and nothing drawn
 * @param leastFrames frames that are kept in any case, if the clip has them
 * @source CTR-GCN, feeders/tools.py, valid_crop_resize, without its interpolation, which is Resample
 */
public record TemporalCrop(double least, double most, int leastFrames) implements Transform {
    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if they are not above 0, up to 1, the smaller first, or less than one frame is kept
     */
    public TemporalCrop {
        if (!(least > 0 && least <= most && most <= 1) || leastFrames < 1) {
            throw new IllegalArgumentException("crop of " + least + " to " + most + " and at least " + leastFrames
                    + " frames, expected shares above 0, up to 1, the smaller first, and at least 1 frame");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        int frames = SampleJoints.requireFrames(sample);
        boolean drawn = least < most;
        int wanted =
                drawn ? (int) (frames * random.uniform(least, most)) : frames - 2 * (int) ((1 - least) * frames / 2);
        int length = Math.min(Math.max(wanted, leastFrames), frames);
        int start = drawn ? random.randint(frames - length + 1) : (frames - length) / 2;
        return PoseDecode.views(sample, IntStream.range(start, start + length).toArray(), 0);
    }
}
