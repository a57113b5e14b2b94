package io.skelspark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How often the samples of each class are drawn in a repetition of the training set. In an epoch of R repetitions a sample
 * of a class of weight w is drawn as often as the whole part of R * w says; for the fraction that is left, so large a share
 * of the samples of the class is drawn once more, others in each epoch. A class that no span names has weight 1.
 *
 * @param spans the classes with other weights; none means that all samples are drawn equally often
 * @source PYSKL, DistributedSampler with class_prob
 */
public record ClassWeights(List<Span> spans) implements Serializable {
    /** The weight 1 for all classes. */
    public static final ClassWeights NONE = new ClassWeights(List.of());

    /**
     * Neighbouring classes of one weight.
     *
     * @param first index of the first class
     * @param last index of the last class
     * @param weight 0 leaves the classes out
     */
    public record Span(int first, int last, double weight) implements Serializable {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if the first class comes after the last, or the weight is negative
         */
        public Span {
            if (first < 0 || first > last || !(weight >= 0)) {
                throw new IllegalArgumentException("weight " + weight + " for the classes " + first + " to " + last
                        + ", expected a weight of 0 or more and the smaller class first");
            }
        }

        private boolean holds(int label) {
            return first <= label && label <= last;
        }
    }

    /** Copies the list. */
    public ClassWeights {
        spans = List.copyOf(spans);
    }

    /** Returns whether no class has a weight of its own. */
    public boolean isNone() {
        return spans.isEmpty();
    }

    /** Returns the weight of a class; the last span that names it counts. */
    public double of(int label) {
        double weight = 1;
        for (Span span : spans) {
            weight = span.holds(label) ? span.weight() : weight;
        }
        return weight;
    }

    /**
     * Returns the sample of each item of an epoch, in the order of the classes.
     *
     * @param labels class of each sample
     * @param repeat repetitions of the set in an epoch
     * @param seed of the epoch
     */
    int[] samples(int[] labels, int repeat, long seed) {
        Map<Integer, List<Integer>> classes = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            classes.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> samples = new ArrayList<>();
        classes.forEach((label, members) -> {
            double times = of(label) * repeat;
            for (int i = 0; i < (int) times; i++) {
                samples.addAll(members);
            }
            samples.addAll(drawn(members, (int) (times % 1 * members.size()), random));
        });
        return samples.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Draws some of the samples, none twice. */
    private static List<Integer> drawn(List<Integer> members, int count, SplittableRandom random) {
        List<Integer> order = new ArrayList<>(members);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(order.size() - i);
            int moved = order.get(i);
            order.set(i, order.get(j));
            order.set(j, moved);
        }
        return order.subList(0, count);
    }
}
