package io.skelspark.evaluate;

import io.skelspark.skeleton.PoseSample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of one sample for each class, and its true class.
 *
 * @param label true class index from 0, or {@link PoseSample#UNKNOWN_LABEL}
 * @param values (K) scores; larger is more likely. A double holds a float32 score exactly
 */
public record Scores(int label, double[] values) implements Serializable {
    /**
     * Creates scores without copying the array.
     *
     * @throws IllegalArgumentException if there is no score, one is NaN, or the label names no class
     */
    public Scores {
        if (values.length == 0) {
            throw new IllegalArgumentException("no scores, expected one for each class");
        }
        for (int k = 0; k < values.length; k++) {
            if (Double.isNaN(values[k])) {
                throw new IllegalArgumentException(
                        "the score of class " + k + " is NaN, expected a number: the weights come from a"
                                + " training that diverged; train with a lower train.learning-rate");
            }
        }
        if (label < PoseSample.UNKNOWN_LABEL || label >= values.length) {
            throw new IllegalArgumentException("label " + label + ", expected 0 to " + (values.length - 1) + " for "
                    + values.length + " scores, or -1 if it is unknown");
        }
    }

    /** Creates scores from float32 values, as a network returns them. */
    public Scores(int label, float[] values) {
        this(label, widened(values));
    }

    /**
     * Splits rows of scores into the scores of each sample.
     *
     * @param values (N, K), row-major
     * @param labels (N) true classes
     */
    public static List<Scores> rows(float[] values, int[] labels) {
        int classes = values.length / labels.length;
        List<Scores> rows = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length; i++) {
            rows.add(new Scores(labels[i], Arrays.copyOfRange(values, i * classes, (i + 1) * classes)));
        }
        return rows;
    }

    /** Returns the number of classes, K. */
    public int classes() {
        return values.length;
    }

    /** Returns the class of the largest score; at a tie the smallest index, as NumPy's argmax. */
    public int prediction() {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }

    /**
     * Returns the label.
     *
     * @throws IllegalStateException if the label is unknown
     */
    int knownLabel() {
        if (label == PoseSample.UNKNOWN_LABEL) {
            throw new IllegalStateException("a sample has no label; metrics need a labelled split");
        }
        return label;
    }

    private static double[] widened(float[] values) {
        double[] widened = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            widened[k] = values[k];
        }
        return widened;
    }
}
