package io.skelspark.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table that compares trials. */
class ComparisonTableTest {
    private static ComparedTrial trial(String label, long seed, String fold, int samples, double... top1) {
        Map<String, TrialResult.Accuracies> rows = new LinkedHashMap<>();
        List<String> names = List.of("joint", "bone", "fused");
        for (int i = 0; i < top1.length; i++) {
            rows.put(
                    names.get(top1.length == 1 ? 2 : i),
                    new TrialResult.Accuracies(top1[i], top1[i] + 0.01, top1[i] - 0.01));
        }
        return new ComparedTrial(
                label, seed, fold, new TrialResult("test", samples, Set.of(seed), Map.of(), rows, Set.of()));
    }

    private static List<ComparedTrial> seeds(String label, double... top1) {
        List<ComparedTrial> trials = new ArrayList<>();
        for (int seed = 0; seed < top1.length; seed++) {
            trials.add(trial(label, seed, "", 100, top1[seed]));
        }
        return trials;
    }

    @SafeVarargs
    private static List<List<String>> lines(List<ComparedTrial>... settings) {
        List<ComparedTrial> all = new ArrayList<>();
        for (List<ComparedTrial> trials : settings) {
            all.addAll(trials);
        }
        return ComparisonTable.of(all, List.of()).lines();
    }

    @Test
    void theBestIsFirstWithMeanAndSampleDeviation() {
        assertThat(lines(seeds("low", 0.80, 0.82, 0.84), seeds("high", 0.90, 0.92, 0.94)))
                .containsExactly(
                        List.of("settings", "seeds", "fused top-1", "mean-class", "difference", "within noise"),
                        List.of("high", "3", "92.00 ± 2.00", "91.00 ± 2.00", "", ""),
                        List.of("low", "3", "82.00 ± 2.00", "81.00 ± 2.00", "-10.00", "no"));
    }

    /** Seeds that move both settings alike are no noise of the difference: a test of unpaired figures would not see it. */
    @Test
    void equalSeedsArePaired() {
        assertThat(lines(seeds("a", 0.80, 0.90, 0.70, 0.60), seeds("b", 0.81, 0.911, 0.709, 0.61))
                        .get(2))
                .endsWith("-1.00", "no");
        assertThat(lines(seeds("a", 0.80, 0.90, 0.70, 0.60), seeds("b", 0.81, 0.911, 0.709))
                        .get(2))
                .endsWith("yes");
    }

    @Test
    void oneSeedSaysSo() {
        assertThat(lines(seeds("a", 0.8), seeds("b", 0.9)).get(2))
                .containsExactly("a", "1", "80.00", "79.00", "-10.00", "one seed");
    }

    @Test
    void seedsWithoutAnyDeviationAreTested() {
        assertThat(lines(seeds("a", 0.8, 0.8), seeds("b", 0.75, 0.75), seeds("c", 0.8, 0.8)))
                .extracting(line -> line.get(5))
                .containsExactly("within noise", "", "yes", "no");
    }

    @Test
    void theFoldsOfASeedCountByTheirClips() {
        List<ComparedTrial> folds =
                List.of(trial("a", 0, "0", 100, 0.9), trial("a", 0, "1", 300, 0.5), trial("a", 1, "0", 100, 0.9));
        ComparisonTable table = ComparisonTable.of(folds, List.of());
        assertThat(table.lines().get(1))
                .as("seed 1 has one fold of two and does not count")
                .containsExactly("a", "1", "2", "60.00", "59.00", "", "");
    }

    @Test
    void streamsHaveColumnsAndTheFusionDecides() {
        List<ComparedTrial> trials =
                List.of(trial("a", 0, "", 10, 0.9, 0.8, 0.91), trial("b", 0, "", 10, 0.7, 0.6, 0.95));
        assertThat(ComparisonTable.of(trials, List.of()).lines())
                .extracting(line -> line.subList(0, 5))
                .containsExactly(
                        List.of("settings", "seeds", "joint top-1", "bone top-1", "fused top-1"),
                        List.of("b", "1", "70.00", "60.00", "95.00"),
                        List.of("a", "1", "90.00", "80.00", "91.00"));
    }

    @Test
    void theTableSaysItsRuleAndWhichSplitDecided() {
        ComparisonTable table = ComparisonTable.of(seeds("a|b", 0.8, 0.9), List.of("x diverged: loss is NaN"));
        assertThat(table.markdown())
                .contains("| a\\|b | 2 |", "- x diverged: loss is NaN", "- protocol: test", "chosen by the test");
        assertThat(table.csv()).startsWith("settings,seeds,").hasLineCount(2);
    }
}
