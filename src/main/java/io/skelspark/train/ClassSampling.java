package io.skelspark.train;

import io.skelspark.skeleton.Keyed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The rule for how often samples of each class are drawn in an epoch. */
public enum ClassSampling implements Keyed {
    /** Draws a class as often as it occurs: every sample once in each repetition of the set. */
    NATURAL {
        @Override
        int[] samples(int[] labels, int items, long seed) {
            return IntStream.range(0, items).map(item -> item % labels.length).toArray();
        }
    },
    /**
     * Draws all classes equally often, give or take one; the length of an epoch stays the same. Samples of a rare class are
     * repeated, those of a frequent class take turns from epoch to epoch.
     */
    BALANCED {
        @Override
        int[] samples(int[] labels, int items, long seed) {
            List<int[]> classes = shuffled(labels, new SplittableRandom(seed));
            return IntStream.range(0, items)
                    .map(item -> {
                        int[] members = classes.get(item % classes.size());
                        return members[item / classes.size() % members.length];
                    })
                    .toArray();
        }
    };

    /**
     * Returns the sample of each item of an epoch.
     *
     * @param labels class of each sample
     * @param items number of items of an epoch
     * @param seed of the epoch
     */
    abstract int[] samples(int[] labels, int items, long seed);

    /** Returns the samples of each class that occurs, in random order. */
    private static List<int[]> shuffled(int[] labels, SplittableRandom random) {
        Map<Integer, List<Integer>> byClass = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            byClass.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
        }
        List<int[]> classes = new ArrayList<>();
        for (List<Integer> members : byClass.values()) {
            int[] order = new int[members.size()];
            for (int i = 0; i < order.length; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = members.get(i);
            }
            classes.add(order);
        }
        return classes;
    }
}
