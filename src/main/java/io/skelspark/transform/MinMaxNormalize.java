package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Maps each axis of a clip linearly to -1 to 1: its smallest value over all persons, frames and joints becomes -1, its
 * largest 1. An axis without any extent becomes 0. A person who is missing in a frame does not count there, and stays
 * zero.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64, normalised.
 *
 * @source CTR-GCN, feeders/feeder_ucla.py. Departure: there an axis without extent becomes NaN
 */
public record MinMaxNormalize() implements Transform {
    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        double[] values = new double[keypoint.values().length];
        for (int channel = 0; channel < keypoint.size(3); channel++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int frame = 0; frame < PersonFrames.count(keypoint); frame++) {
                if (!PersonFrames.isMissing(keypoint, frame)) {
                    for (int i = begin(keypoint, frame, channel); i < end(keypoint, frame); i += keypoint.size(3)) {
                        least = Math.min(least, keypoint.values()[i]);
                        greatest = Math.max(greatest, keypoint.values()[i]);
                    }
                }
            }
            double extent = greatest - least;
            for (int frame = 0; extent > 0 && frame < PersonFrames.count(keypoint); frame++) {
                if (!PersonFrames.isMissing(keypoint, frame)) {
                    for (int i = begin(keypoint, frame, channel); i < end(keypoint, frame); i += keypoint.size(3)) {
                        values[i] = (keypoint.values()[i] - least) / extent * 2 - 1;
                    }
                }
            }
        }
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }

    private static int begin(Tensor keypoint, int frame, int channel) {
        return frame * PersonFrames.size(keypoint) + channel;
    }

    private static int end(Tensor keypoint, int frame) {
        return (frame + 1) * PersonFrames.size(keypoint);
    }
}
