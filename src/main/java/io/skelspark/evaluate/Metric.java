package io.skelspark.evaluate;

import java.util.Collection;
import java.util.List;

/** A measure between 0 and 1 of how well scores agree with the labels. */
public sealed interface Metric permits TopKAccuracy, MeanClassAccuracy {
    /** The reference's default metrics, in its order: acc/top1, acc/top5, acc/mean1. */
    List<Metric> DEFAULT = List.of(new TopKAccuracy(1), new TopKAccuracy(5), new MeanClassAccuracy());

    /** Returns the reference's name, for example {@code acc/top1}. */
    String key();

    /**
     * Computes the metric over all samples, as a fraction.
     *
     * @throws IllegalArgumentException if there are no samples
     * @throws IllegalStateException if a sample has no label
     */
    double of(Collection<Scores> samples);
}
