package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;

/**
 * Moves every joint in a random direction, by a normally distributed share of the body's size. A person who is missing in
 * a frame stays zero.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64.
 *
 * @param sigma standard deviation of the share
 * @param base what the size is measured on
 * @param draws how often a joint draws its share and direction
 * @source PYSKL, RandomGaussianNoise. Departure: there a frame whose smallest coordinates are all almost zero counts as
 *     empty
 */
public record RandomGaussianNoise(double sigma, Base base, Draws draws) implements Transform {
    /** The extent that counts as the size of the body: the diagonal of the box around the joints. */
    public enum Base implements Keyed {
        /** That of the person in the frame. */
        FRAME,
        /** That of all persons in the whole clip. */
        VIDEO
    }

    /** The number of draws for a joint. */
    public enum Draws implements Keyed {
        /** One for each person and frame: the joints tremble. */
        FRAME,
        /** One for the whole clip: the body has other proportions. */
        SHARED
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the deviation is negative, or draws are shared but not the size
     */
    public RandomGaussianNoise {
        if (!(sigma >= 0)) {
            throw new IllegalArgumentException("sigma is " + sigma + ", expected 0 or more");
        }
        if (draws == Draws.SHARED && base == Base.FRAME) {
            throw new IllegalArgumentException("draws = shared with base = frame, expected base = video");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        int joints = (draws == Draws.SHARED ? 1 : PersonFrames.count(keypoint)) * keypoint.size(2);
        double[] shares = new double[joints];
        Arrays.setAll(shares, i -> random.normal());
        double[] directions = new double[keypoint.size(3) * joints];
        Arrays.setAll(directions, i -> random.uniform(-1, 1));
        return sample.withKeypoint(moved(keypoint, shares, directions));
    }

    /**
     * Moves the joints as drawn.
     *
     * @param shares (M * T, V) in units of sigma; (V) if draws are shared
     * @param directions (C, M * T * V), of any length but 0; (C, V) if draws are shared
     */
    public Tensor moved(Tensor keypoint, double[] shares, double[] directions) {
        int channels = keypoint.size(3);
        double[] sizes = sizes(keypoint);
        double[] values = keypoint.values().clone();
        for (int joint = 0; joint * channels < values.length; joint++) {
            int draw = joint % shares.length;
            double squares = 0;
            for (int i = draw; i < directions.length; i += shares.length) {
                squares += directions[i] * directions[i];
            }
            double length = sigma * shares[draw] * sizes[joint / keypoint.size(2)] / Math.sqrt(squares);
            for (int channel = 0; channel < channels; channel++) {
                values[joint * channels + channel] += length * directions[channel * shares.length + draw];
            }
        }
        return new Tensor(DType.FLOAT64, keypoint.shape(), values);
    }

    /** Returns the size for each frame of each person, 0 if the person is missing in it. */
    private double[] sizes(Tensor keypoint) {
        int channels = keypoint.size(3);
        double[] sizes = new double[PersonFrames.count(keypoint)];
        double[][] whole = box(channels);
        for (int frame = 0; frame < sizes.length; frame++) {
            if (!PersonFrames.isMissing(keypoint, frame)) {
                double[][] own = box(channels);
                for (int i = 0; i < PersonFrames.size(keypoint); i++) {
                    double value = keypoint.values()[frame * PersonFrames.size(keypoint) + i];
                    for (double[][] box : new double[][][] {own, whole}) {
                        box[0][i % channels] = Math.min(box[0][i % channels], value);
                        box[1][i % channels] = Math.max(box[1][i % channels], value);
                    }
                }
                sizes[frame] = diagonal(own);
            }
        }
        if (base == Base.VIDEO) {
            Arrays.setAll(sizes, frame -> sizes[frame] == 0 ? 0 : diagonal(whole));
        }
        return sizes;
    }

    private static double[][] box(int channels) {
        double[][] box = new double[2][channels];
        Arrays.fill(box[0], Double.POSITIVE_INFINITY);
        Arrays.fill(box[1], Double.NEGATIVE_INFINITY);
        return box;
    }

    private static double diagonal(double[][] box) {
        double squares = 0;
        for (int channel = 0; channel < box[0].length; channel++) {
            squares += (box[1][channel] - box[0][channel]) * (box[1][channel] - box[0][channel]);
        }
        return Math.sqrt(squares);
    }
}
