package io.skelspark.pipeline.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/** Whether two settings differ by more than their seeds do. */
enum Significance {
    /** The difference is as large as chance makes it. */
    WITHIN_NOISE("yes"),
    /** Chance alone would seldom make it as large. */
    BEYOND_NOISE("no"),
    /** Fewer than two seeds say nothing of chance. */
    ONE_SEED("one seed");

    /** The level of the test. */
    private static final double LEVEL = 0.05;

    /** What the rule is, for the table. */
    static final String RULE =
            "a difference is within noise if a two-sided t-test at the level 0.05 does not reject that"
                    + " both means are equal: a paired test if both have the same seeds, else Welch's; many comparisons find some by"
                    + " chance";

    private final String text;

    Significance(String text) {
        this.text = text;
    }

    /**
     * Compares the figures of two settings.
     *
     * @param one figure by seed
     * @param other figure by seed
     */
    static Significance of(Map<Long, Double> one, Map<Long, Double> other) {
        if (one.size() < 2 || other.size() < 2) {
            return ONE_SEED;
        }
        List<Long> seeds = new ArrayList<>(one.keySet());
        boolean paired = one.keySet().equals(other.keySet());
        double[] a = values(one, seeds);
        double[] b = values(other, paired ? seeds : new ArrayList<>(other.keySet()));
        return probability(a, b, paired) < LEVEL ? BEYOND_NOISE : WITHIN_NOISE;
    }

    /** Returns the probability of a difference at least as large by chance; without any deviation the test has none. */
    private static double probability(double[] a, double[] b, boolean paired) {
        double difference = StatUtils.mean(a) - StatUtils.mean(b);
        boolean constant = paired
                ? StatUtils.varianceDifference(a, b, StatUtils.meanDifference(a, b)) == 0
                : StatUtils.variance(a) + StatUtils.variance(b) == 0;
        if (constant) {
            return difference == 0 ? 1 : 0;
        }
        return paired ? new TTest().pairedTTest(a, b) : new TTest().tTest(a, b);
    }

    private static double[] values(Map<Long, Double> figures, List<Long> seeds) {
        return seeds.stream().mapToDouble(figures::get).toArray();
    }

    /** Returns the cell of a table, under the heading "within noise". */
    String text() {
        return text;
    }
}
