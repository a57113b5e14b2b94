package io.skelspark.train;

import java.util.SplittableRandom;

/**
 * The order in which an epoch visits the samples, and its cut into batches. It knows replicas, not ranks, so a run visits
 * the same samples in the same batches on any number of ranks.
 *
 * <p>An epoch runs over {@code times} repetitions of the set in a fresh random order, wrapped to a multiple of the
 * replicas; replica r takes positions r, r + R, r + 2R, ...; the last, smaller batch is kept.
 *
 * @param size number of samples of the set; if its classes have weights, number of items of an epoch
 * @param times repetitions of the set in an epoch; 1 if its classes have weights
 * @param replicas number of model replicas over all ranks
 * @param batchPerReplica samples of a replica in an iteration
 * @param seed of the order
 * @source mmengine DefaultSampler and RepeatDataset
 */
public record EpochSampler(int size, int times, int replicas, int batchPerReplica, long seed) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the set is empty or a count is below 1
     */
    public EpochSampler {
        if (size < 1 || times < 1 || replicas < 1 || batchPerReplica < 1) {
            throw new IllegalArgumentException("size " + size + ", times " + times + ", replicas " + replicas
                    + ", batch per replica " + batchPerReplica + ": expected at least 1 each");
        }
        if ((long) size * times + (long) replicas * batchPerReplica > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("train.repeat = " + times + " of " + size + " samples, expected at most "
                    + Integer.MAX_VALUE + " items in an epoch: lower train.repeat");
        }
    }

    /** Returns the number of iterations of an epoch. */
    public int iterations() {
        return ceilDiv(perReplica(), batchPerReplica);
    }

    /** Returns the order of the items of an epoch, from 0: item i is repetition i / size of sample i % size. */
    public int[] order(int epoch) {
        int[] order = new int[Math.multiplyExact(size, times)];
        SplittableRandom random = new SplittableRandom(seed + epoch);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Returns the items of the batch of a replica. */
    public int[] items(int[] order, int replica, int iteration) {
        int from = iteration * batchPerReplica;
        int until = Math.min(from + batchPerReplica, perReplica());
        int[] items = new int[until - from];
        for (int i = 0; i < items.length; i++) {
            items[i] = order[(int) ((replica + (long) (from + i) * replicas) % order.length)];
        }
        return items;
    }

    private int perReplica() {
        return ceilDiv(Math.multiplyExact(size, times), replicas);
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
