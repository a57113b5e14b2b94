package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Selects the sampled frames, or all frames if none were sampled, and rounds to float32.
 *
 * <p>Shape (M, T, V, C) any width to (M, frames, V, C) float32; the score (M, T, V) likewise.
 *
 * @source MMAction2 1.2, PoseDecode
 */
public record PoseDecode() implements Transform {
    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        Tensor score = sample.keypointScore();
        int[] frames = sample.frameInds();
        if (frames == null) {
            return sample.withKeypoint(keypoint.as(DType.FLOAT32), score == null ? null : score.as(DType.FLOAT32));
        }
        for (int frame : frames) {
            if (frame < 0 || frame >= keypoint.size(1)) {
                throw new IllegalArgumentException("clip " + sample.id() + ": frame " + frame
                        + " was sampled, expected 0 to " + (keypoint.size(1) - 1) + "; total-frames is "
                        + sample.totalFrames());
            }
        }
        return sample.withKeypoint(
                take(keypoint, DType.FLOAT32, frames), score == null ? null : take(score, DType.FLOAT32, frames));
    }

    /**
     * Returns the views that some frames of a sample make, in the width of the sample.
     *
     * @param frames indices of the frames, view after view
     */
    static PoseSample views(PoseSample sample, int[] frames, int views) {
        Tensor score = sample.keypointScore();
        Tensor keypoint = sample.keypoint();
        return sample.withViews(
                take(keypoint, keypoint.dtype(), frames),
                score == null ? null : take(score, score.dtype(), frames),
                views);
    }

    private static Tensor take(Tensor source, DType dtype, int[] frames) {
        Tensor taken = source.frames(frames);
        if (dtype.compareTo(source.dtype()) < 0) {
            double[] copies = taken.values();
            for (int i = 0; i < copies.length; i++) {
                copies[i] = dtype.round(copies[i]);
            }
        }
        return new Tensor(dtype, taken.shape(), taken.values());
    }
}
