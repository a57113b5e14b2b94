package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Brings a clip to a number of frames by linear interpolation in time: at equal distances from its first frame to its
 * last, whether it is shorter or longer. If a person is missing in one of two neighbouring frames, the nearer frame is
 * taken as it is, of two equally near ones the later; a score is always that of the nearer frame.
 *
 * <p>Shape (M, T, V, C) any width to (M, clipLen, V, C) float64; the score (M, T, V) to (M, clipLen, V).
 *
 * @param clipLen number of frames of the view
 */
public record Resample(int clipLen) implements Transform {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Resample {
        if (clipLen < 1) {
            throw new IllegalArgumentException("clip-len is " + clipLen + ", expected at least 1");
        }
    }

    /** Returns the position of a frame of a view in its clip, as NumPy's {@code linspace} computes it. */
    static double position(int index, int clipLen, int totalFrames) {
        return index > 0 && index == clipLen - 1
                ? totalFrames - 1
                : index * ((totalFrames - 1) / Math.max(1.0, clipLen - 1));
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        int frames = SampleJoints.requireFrames(sample);
        int[] nearest = new int[clipLen];
        for (int i = 0; i < clipLen; i++) {
            nearest[i] = (int) Math.round(position(i, clipLen, frames));
        }
        PoseSample view = PoseDecode.views(sample, nearest, 1);
        double[] values = view.keypoint().values();
        int size = PersonFrames.size(keypoint);
        for (int person = 0; person < keypoint.size(0); person++) {
            for (int i = 0; i < clipLen; i++) {
                double position = position(i, clipLen, frames);
                int before = person * frames + (int) position;
                double share = position - (int) position;
                if (share > 0
                        && !PersonFrames.isMissing(keypoint, before)
                        && !PersonFrames.isMissing(keypoint, before + 1)) {
                    interpolate(keypoint, before, share, values, (person * clipLen + i) * size);
                }
            }
        }
        return view.withKeypoint(new Tensor(DType.FLOAT64, view.keypoint().shape(), values));
    }

    private static void interpolate(Tensor keypoint, int before, double share, double[] target, int begin) {
        int size = PersonFrames.size(keypoint);
        double[] source = keypoint.values();
        for (int i = 0; i < size; i++) {
            double from = source[before * size + i];
            target[begin + i] = from + share * (source[(before + 1) * size + i] - from);
        }
    }
}
