package io.skelspark.evaluate;

import java.util.Collection;

/**
 * The fraction of samples whose label is among the k classes with the largest scores.
 *
 * <p>At a tie the larger class index counts as larger: a stable ascending sort, of which the last k are taken. The
 * reference's sort is not stable, so its result at ties is one of several. The confusion matrix and the mean class
 * accuracy break ties as in {@link Scores#prediction}. With fewer than k classes every sample is a hit.
 *
 * @param k number of classes, from 1
 * @source mmaction/evaluation/functional/accuracy.py, top_k_accuracy
 */
public record TopKAccuracy(int k) implements Metric {
    /**
     * Checks k.
     *
     * @throws IllegalArgumentException if k is below 1
     */
    public TopKAccuracy {
        if (k < 1) {
            throw new IllegalArgumentException("top-k accuracy with k = " + k + ", expected at least 1");
        }
    }

    @Override
    public String key() {
        return "acc/top" + k;
    }

    @Override
    public double of(Collection<Scores> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(key() + " of no samples, expected at least one");
        }
        long hits = samples.stream().filter(this::hit).count();
        return (double) hits / samples.size();
    }

    /**
     * Returns whether the label is among the k largest scores.
     *
     * @throws IllegalStateException if the sample has no label
     */
    public boolean hit(Scores sample) {
        int label = sample.knownLabel();
        double[] values = sample.values();
        int above = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > values[label] || (values[i] == values[label] && i > label)) {
                above++;
            }
        }
        return above < k;
    }
}
