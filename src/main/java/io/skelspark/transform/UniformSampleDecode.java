package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Samples frames as {@link UniformSample} does, selects them and rounds to float32.
 *
 * <p>Shape (M, T, V, C) any width to (M, views * clipLen, V, C) float32; the score (M, T, V) likewise. It differs from
 * {@link UniformSample} and {@link PoseDecode} where the drawn part of the clip is shorter than a view: the start is
 * drawn in tests too, and the view starts over in the part, not in the clip.
 *
 * @param sampling the number and the draws of the views
 * @source PYSKL, UniformSampleDecode. Departure: scores stay a tensor of their own, which FormatGCNInput appends
 */
public record UniformSampleDecode(UniformSample sampling) implements Transform {
    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return selected(sample, frames(SampleJoints.requireFrames(sample), random));
    }

    @Override
    public boolean startsOver() {
        return true;
    }

    /** Samples the frame indices of a clip of {@code totalFrames} frames, view after view. */
    public int[] frames(int totalFrames, NumpyRandom random) {
        NumpyRandom source = sampling.source(random);
        int clipLen = sampling.clipLen();
        int[] frames = new int[sampling.numClips() * clipLen];
        for (int begin = 0; begin < frames.length; begin += clipLen) {
            UniformDraws.Part part = UniformDraws.Part.draw(sampling.least(), sampling.most(), totalFrames, source);
            UniformDraws.view(frames, begin, clipLen, part.frames(), source);
            for (int i = begin; i < begin + clipLen; i++) {
                frames[i] = frames[i] % part.frames() + part.begin();
            }
        }
        return frames;
    }

    /**
     * Selects the frames as drawn.
     *
     * @param frames indices of the frames, view after view
     */
    public PoseSample selected(PoseSample sample, int[] frames) {
        Tensor score = sample.keypointScore();
        PoseSample single = sample.withKeypoint(
                sample.keypoint().as(DType.FLOAT32), score == null ? null : score.as(DType.FLOAT32));
        return PoseDecode.views(single, frames, sampling.numClips());
    }
}
