package io.skelspark.evaluate;

import io.skelspark.storage.Csv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The counts of predictions by true class and predicted class. Ties are broken as in {@link Scores#prediction}.
 *
 * @param classes the class index of each row and column, ascending
 * @param counts row: true class, column: predicted class
 * @source mmaction/evaluation/functional/accuracy.py, confusion_matrix; metrics/acc_metric.py, ConfusionMatrix
 */
public record ConfusionMatrix(int[] classes, long[][] counts) {

    /** The divisor of the counts. */
    public enum Normalization {
        /** The samples of the true class: rows add up to 1. */
        TRUE,
        /** The samples predicted as the class: columns add up to 1. */
        PRED,
        /** All samples: the whole matrix adds up to 1. */
        ALL
    }

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if the counts are not square over the classes
     */
    public ConfusionMatrix {
        for (long[] row : counts) {
            if (counts.length != classes.length || row.length != classes.length) {
                throw new IllegalArgumentException("counts of " + counts.length + " rows and " + row.length
                        + " columns, expected " + classes.length + " of each");
            }
        }
    }

    /**
     * Counts over all classes that have a score.
     *
     * @throws IllegalArgumentException if there are no samples or they differ in the number of classes
     * @throws IllegalStateException if a sample has no label
     */
    public static ConfusionMatrix full(Collection<Scores> samples) {
        return count(IntStream.range(0, classesOf(samples)).toArray(), samples);
    }

    /**
     * Counts over the classes that occur among labels or predictions.
     *
     * @throws IllegalArgumentException if there are no samples or they differ in the number of classes
     * @throws IllegalStateException if a sample has no label
     */
    public static ConfusionMatrix present(Collection<Scores> samples) {
        classesOf(samples);
        TreeSet<Integer> present = new TreeSet<>();
        for (Scores sample : samples) {
            present.add(sample.knownLabel());
            present.add(sample.prediction());
        }
        return count(present.stream().mapToInt(Integer::intValue).toArray(), samples);
    }

    /** Returns the number of rows and of columns. */
    public int size() {
        return classes.length;
    }

    /** Returns the counts as fractions; 0 if the divisor is 0. */
    public double[][] normalized(Normalization normalization) {
        double[][] shares = new double[size()][size()];
        long total = IntStream.range(0, size()).mapToLong(this::rowSum).sum();
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                long divisor =
                        switch (normalization) {
                            case TRUE -> rowSum(i);
                            case PRED -> columnSum(j);
                            case ALL -> total;
                        };
                shares[i][j] = divisor == 0 ? 0 : (double) counts[i][j] / divisor;
            }
        }
        return shares;
    }

    /** Returns hits and samples of each class, in the order of the rows. */
    public List<ClassAccuracy> classAccuracies() {
        return IntStream.range(0, size()).mapToObj(this::classAccuracy).toList();
    }

    ClassAccuracy classAccuracy(int row) {
        return new ClassAccuracy(classes[row], counts[row][row], rowSum(row));
    }

    /**
     * Returns the counts as CSV: a heading of predicted classes, then a line for each true class.
     *
     * @param names the name of each class index
     * @throws IllegalArgumentException if a class has no name
     */
    public String csv(List<String> names) {
        List<String> titles =
                Arrays.stream(classes).mapToObj(k -> ClassNames.name(names, k)).toList();
        StringBuilder text = new StringBuilder(Csv.line(prepend("label", titles)));
        for (int i = 0; i < size(); i++) {
            List<String> cells =
                    Arrays.stream(counts[i]).mapToObj(Long::toString).toList();
            text.append(Csv.line(prepend(titles.get(i), cells)));
        }
        return text.toString();
    }

    /**
     * The samples of one class that were predicted as another.
     *
     * @param trueClass the true class
     * @param predicted the predicted class
     * @param count number of samples
     */
    public record Mistake(int trueClass, int predicted, long count) {}

    /** Returns at most {@code most} mistakes, the most frequent first. */
    public List<Mistake> mistakes(int most) {
        return IntStream.range(0, size() * size())
                .filter(cell -> cell / size() != cell % size() && counts[cell / size()][cell % size()] > 0)
                .mapToObj(cell -> new Mistake(
                        classes[cell / size()], classes[cell % size()], counts[cell / size()][cell % size()]))
                .sorted(Comparator.comparingLong(mistake -> -mistake.count()))
                .limit(most)
                .toList();
    }

    private static List<String> prepend(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    /** Returns whether the class of a row is the label or the prediction of any sample. */
    boolean occurs(int row) {
        return rowSum(row) > 0 || columnSum(row) > 0;
    }

    private long rowSum(int row) {
        return Arrays.stream(counts[row]).sum();
    }

    private long columnSum(int column) {
        return Arrays.stream(counts).mapToLong(row -> row[column]).sum();
    }

    private static ConfusionMatrix count(int[] classes, Collection<Scores> samples) {
        long[][] counts = new long[classes.length][classes.length];
        for (Scores sample : samples) {
            int row = Arrays.binarySearch(classes, sample.knownLabel());
            counts[row][Arrays.binarySearch(classes, sample.prediction())]++;
        }
        return new ConfusionMatrix(classes, counts);
    }

    private static int classesOf(Collection<Scores> samples) {
        List<Integer> sizes = new ArrayList<>(
                new TreeSet<>(samples.stream().map(Scores::classes).toList()));
        if (sizes.size() != 1) {
            throw new IllegalArgumentException(
                    "samples with " + sizes + " scores, expected one number of scores and at least one sample");
        }
        return sizes.get(0);
    }
}
