package io.skelspark.train;

import io.skelspark.train.network.Mixing;
import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Training on mixtures of two clips with their labels in the same shares. The share is one draw from Beta(alpha, alpha) for
 * the batch of a replica, of which the larger side is taken; the partners are a random order of that batch.
 *
 * @param alpha parameter of the distribution: small values mix little; 0: off
 * @source H. Zhang et al., "mixup: Beyond Empirical Risk Minimization", arXiv:1710.09412
 */
public record Mixup(double alpha) implements Serializable {
    /** No mixing. */
    public static final Mixup OFF = new Mixup(0);

    /**
     * Checks the parameter.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Mixup {
        if (!(alpha >= 0)) {
            throw new IllegalArgumentException("mixup is " + alpha + ", expected 0 or more");
        }
    }

    /**
     * Draws the mixing of a batch; the same seed gives the same one.
     *
     * @param samples size of the batch
     */
    Mixing draw(int samples, long seed) {
        Mixing none = Mixing.none(samples);
        if (alpha == 0) {
            return none;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double share = beta(random);
        int[] partners = none.partners();
        for (int i = samples - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = partners[i];
            partners[i] = partners[j];
            partners[j] = swapped;
        }
        return new Mixing(Math.max(share, 1 - share), partners);
    }

    /** Draws from Beta(alpha, alpha) by Jöhnk's method. */
    private double beta(SplittableRandom random) {
        double one;
        double sum;
        do {
            one = StrictMath.pow(random.nextDouble(), 1 / alpha);
            sum = one + StrictMath.pow(random.nextDouble(), 1 / alpha);
        } while (sum > 1 || sum == 0);
        return one / sum;
    }
}
