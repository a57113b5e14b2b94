package io.skelspark.train.network;

import java.util.stream.IntStream;

/**
 * The mixing of the samples of a batch in pairs: inputs and labels of a sample count for a share, those of its partner for
 * the rest.
 *
 * @param share of the samples themselves, from 0 to 1; 1 mixes nothing
 * @param partners the partner of each sample, by its place in the batch
 */
public record Mixing(double share, int[] partners) {
    /** Returns what leaves a batch as it is. */
    public static Mixing none(int samples) {
        return new Mixing(1, IntStream.range(0, samples).toArray());
    }

    /** Returns whether a sample stays as it is. */
    public boolean leaves(int sample) {
        return share == 1 || partners[sample] == sample;
    }
}
