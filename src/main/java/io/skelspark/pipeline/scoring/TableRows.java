package io.skelspark.pipeline.scoring;

import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.Published;
import io.skelspark.evaluate.ScoreFusion;
import io.skelspark.evaluate.Scores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of accuracies. If clips are left out, each row counts the others, and rows of all clips follow; published
 * figures stand beside those, since they count all clips too.
 */
final class TableRows {
    private final Set<String> leftOut;
    private final List<AccuracyTable.Row> rows = new ArrayList<>();
    private final List<AccuracyTable.Row> rowsOfAll = new ArrayList<>();
    private final Map<String, ConfusionMatrix> confusions = new LinkedHashMap<>();

    /** @param leftOut ids of clips that are left out */
    TableRows(Set<String> leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * Adds a stream or fusion.
     *
     * @param how the fusion; null for a stream
     * @param samples the scores by id
     */
    void add(String name, @Nullable ScoreFusion how, Map<String, Scores> samples, @Nullable Published published) {
        Map<String, Scores> counted = new LinkedHashMap<>(samples);
        counted.keySet().removeAll(leftOut);
        boolean all = counted.size() == samples.size();
        rows.add(row(name, how, counted.values(), all ? published : null));
        confusions.put(name, ConfusionMatrix.full(counted.values()));
        if (!all) {
            rowsOfAll.add(row(name + ", all " + samples.size(), how, samples.values(), published));
        }
    }

    private static AccuracyTable.Row row(
            String name, @Nullable ScoreFusion how, Collection<Scores> samples, @Nullable Published published) {
        return how == null
                ? AccuracyTable.Row.of(name, samples, published)
                : AccuracyTable.Row.of(name, how, samples, published);
    }

    /** Returns the rows, those of all clips last. */
    List<AccuracyTable.Row> rows() {
        List<AccuracyTable.Row> both = new ArrayList<>(rows);
        both.addAll(rowsOfAll);
        return both;
    }

    /** Returns the confusions of the clips that are not left out, by row. */
    Map<String, ConfusionMatrix> confusions() {
        return confusions;
    }
}
