package io.skelspark.evaluate;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The mean of the classes' accuracies, over the classes that occur among labels or predictions.
 *
 * <p>A class that is predicted but labels no sample counts as 0, so it lowers the mean. Ties are broken as in
 * {@link Scores#prediction}.
 *
 * @source mmaction/evaluation/functional/accuracy.py, mean_class_accuracy
 */
public record MeanClassAccuracy() implements Metric {
    @Override
    public String key() {
        return "acc/mean1";
    }

    @Override
    public double of(Collection<Scores> samples) {
        return of(ConfusionMatrix.present(samples));
    }

    /** Computes the metric from counts. Classes that are neither label nor prediction are left out. */
    public static double of(ConfusionMatrix confusion) {
        double[] accuracies = IntStream.range(0, confusion.size())
                .filter(confusion::occurs)
                .mapToDouble(row -> confusion.classAccuracy(row).accuracy())
                .toArray();
        return Arrays.stream(accuracies).sum() / accuracies.length;
    }
}
