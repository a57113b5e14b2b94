package io.skelspark.train;

import io.skelspark.train.network.Mixing;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The samples that an epoch visits, and the seeds of all that is drawn at random for them. It depends on the settings
 * alone, not on the number of ranks.
 *
 * @param settings of the run
 * @param sampler cuts the order into batches
 * @param epoch from 0
 * @param order of the epoch's items
 * @param samples the sample of each item
 */
record EpochPlan(TrainSettings settings, EpochSampler sampler, int epoch, int[] order, int[] samples) {
    /** Makes draws of the mixing others than those of the pass, such as dropout. */
    private static final long MIXING = 0x6d6978696e67L;

    /**
     * Plans an epoch.
     *
     * @param labels class of each sample of the training set
     * @param epoch from 0
     */
    static EpochPlan of(TrainSettings settings, EpochSampler sampler, int[] labels, int epoch) {
        int[] order = sampler.order(epoch);
        Batching batching = settings.batching();
        return new EpochPlan(
                settings, sampler, epoch, order, batching.samples(labels, order.length, settings.seed() + epoch));
    }

    /** Returns the indices of the samples in the batch of a replica. */
    int[] indices(int replica, int iteration) {
        return Arrays.stream(sampler.items(order, replica, iteration))
                .map(item -> samples[item])
                .toArray();
    }

    /** Returns a seed for augmenting each sample of that batch; each repetition of a sample gets its own. */
    int[] seeds(int replica, int iteration) {
        return Arrays.stream(sampler.items(order, replica, iteration))
                .map(item -> new SplittableRandom(settings.seed() * 0x9e3779b97f4a7c15L + ((long) epoch << 32) + item)
                        .nextInt())
                .toArray();
    }

    /**
     * Returns how the samples of a pass are mixed; drawn once for the pass, whichever rank runs the replica.
     *
     * @param number of the pass within the iteration, from 0
     * @param samples of the pass
     */
    Mixing mixing(int replica, int iteration, int number, int samples) {
        return settings.batching().mixup().draw(samples, passSeed(replica, iteration, number) ^ MIXING);
    }

    /**
     * Returns the seed of a training pass: each gets its own, whichever rank runs the replica.
     *
     * @param number of the pass within the iteration, from 0
     */
    long passSeed(int replica, int iteration, int number) {
        long pass = (step(iteration) * settings.batching().replicas() + replica)
                        * settings.batching().accumulate()
                + number;
        return new SplittableRandom(settings.seed() ^ pass * 0x9e3779b97f4a7c15L).nextLong();
    }

    /** Returns the number of steps before that iteration, over all epochs. */
    long step(int iteration) {
        return (long) epoch * sampler.iterations() + iteration;
    }
}
