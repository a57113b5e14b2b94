package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Scales each channel by a random factor, the same for the whole clip; or all channels by one.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64.
 *
 * @param scale the amplitude of each channel, or one for all; factors lie between 1 - scale and 1 + scale
 * @param factors the number of factors
 * @source PYSKL, RandomScale; with one factor for all channels, CTR-GCN, feeders/feeder_ucla.py
 */
public record RandomScale(List<Double> scale, Factors factors) implements Transform {
    /** The number of factors of a clip. */
    public enum Factors implements Keyed {
        /** One for each channel: the body changes its proportions. */
        CHANNEL,
        /** One for all channels, by the first amplitude. */
        COMMON
    }

    /**
     * Copies the amplitudes and checks them.
     *
     * @throws IllegalArgumentException if there is none, or one is negative
     */
    public RandomScale {
        scale = List.copyOf(scale);
        if (scale.isEmpty() || !scale.stream().allMatch(amplitude -> amplitude >= 0)) {
            throw new IllegalArgumentException("scale is " + scale + ", expected 0 or more");
        }
    }

    /** Creates the transform with one amplitude and a factor for each channel, as in all published settings. */
    public RandomScale(double scale) {
        this(List.of(scale), Factors.CHANNEL);
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        int channels = sample.keypoint().size(3);
        if (scale.size() > 1 && scale.size() != channels) {
            throw new IllegalArgumentException("clip " + sample.id() + " has " + channels
                    + " channels, RandomScale has amplitudes for " + scale.size() + ": correct scale");
        }
        double[] draws = new double[factors == Factors.COMMON ? 1 : channels];
        Arrays.setAll(draws, i -> random.uniform(-1, 1));
        return sample.withKeypoint(scaled(sample.keypoint(), draws));
    }

    /**
     * Scales the channels as drawn.
     *
     * @param draws (C) in units of the amplitudes; (1) if the factor is common
     */
    public Tensor scaled(Tensor keypoint, double[] draws) {
        int channels = keypoint.size(3);
        double[] values = keypoint.values().clone();
        for (int channel = 0; channel < channels; channel++) {
            double factor = 1 + draws[channel % draws.length] * scale.get(channel % scale.size());
            for (int i = channel; i < values.length; i += channels) {
                values[i] *= factor;
            }
        }
        return new Tensor(DType.FLOAT64, keypoint.shape(), values);
    }
}
