package io.skelspark.evaluate;

import java.util.Collection;
import java.util.List;

/** A number between 0 and 1 that tells how well scores agree with the labels. */
public sealed interface Metric permits TopKAccuracy, MeanClassAccuracy {
    /** The reference's default metrics, in its order: acc/top1, acc/top5, acc/mean1. */
    List<Metric> DEFAULT = List.of(new TopKAccuracy(1), new TopKAccuracy(5), new MeanClassAccuracy());

    /** The reference's name, for example {@code acc/top1}. */
    String key();

    /**
     * The metric over all samples, a fraction.
     *
     * @throws IllegalArgumentException if there are no samples
     * @throws IllegalStateException if a sample has no label
     */
    double of(Collection<Scores> samples);
}
