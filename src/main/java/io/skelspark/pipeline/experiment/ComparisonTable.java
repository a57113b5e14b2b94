package io.skelspark.pipeline.experiment;

import io.skelspark.pipeline.experiment.TrialResult.Accuracies;
import io.skelspark.storage.Csv;
import io.skelspark.storage.PlainText;
import io.skelspark.storage.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A table of settings, each with mean and standard deviation over its seeds, the best first. The folds of a seed are pooled:
 * their accuracies are weighted by their clips.
 *
 * @param rows the best first
 * @param columns the streams and fusions; the last one decides the order
 * @param notes what a reader must know, beside the rule of noise
 */
record ComparisonTable(List<Row> rows, List<String> columns, List<String> notes) {
    /** Each fold has one of its own. */
    private static final int MOST_PROTOCOLS = 3;

    private static final Pattern MARKUP = Pattern.compile("[\\\\|<&`\\[*_]");

    /**
     * The figures of one setting.
     *
     * @param label of the setting
     * @param folds number of folds that are pooled; 1 if there are none
     * @param top1 top-1 accuracy by column and seed, as fractions
     * @param meanClass mean class accuracy of the last column by seed
     */
    record Row(String label, int folds, Map<String, SortedMap<Long, Double>> top1, SortedMap<Long, Double> meanClass) {
        private SortedMap<Long, Double> of(String column) {
            return top1.getOrDefault(column, new TreeMap<>());
        }
    }

    /**
     * Makes the table of some trials.
     *
     * @param trials at least one
     * @param notes what a reader must know
     */
    static ComparisonTable of(List<ComparedTrial> trials, List<String> notes) {
        Set<String> columns = new LinkedHashSet<>();
        trials.forEach(trial -> columns.addAll(trial.result().rows().keySet()));
        String main = trials.get(0).result().main();
        columns.remove(main);
        columns.add(main);
        Set<String> all = new LinkedHashSet<>(notes);
        trials.stream()
                .map(trial -> trial.result().protocol())
                .distinct()
                .limit(MOST_PROTOCOLS)
                .forEach(protocol -> all.add("protocol: " + protocol));
        all.add(
                "top-1 accuracy in percent, mean ± standard deviation over seeds; a setting that is chosen by this order is"
                        + " chosen by the test");
        trials.forEach(trial -> trial.result().cautions().forEach(caution -> all.add("caution: " + caution)));
        Map<String, List<ComparedTrial>> settings = trials.stream()
                .collect(Collectors.groupingBy(ComparedTrial::label, LinkedHashMap::new, Collectors.toList()));
        int folds = (int) trials.stream().map(ComparedTrial::fold).distinct().count();
        List<Row> rows = new ArrayList<>();
        settings.forEach((label, repetitions) -> {
            Row row = row(label, repetitions, columns, main, folds);
            if (row.of(main).isEmpty()) {
                all.add(label + ": no seed has all of its folds");
            } else {
                rows.add(row);
            }
        });
        rows.sort(Comparator.comparingDouble((Row row) -> -mean(row.of(main))));
        return new ComparisonTable(List.copyOf(rows), List.copyOf(columns), List.copyOf(all));
    }

    private static Row row(String label, List<ComparedTrial> repetitions, Set<String> columns, String main, int folds) {
        SortedMap<Long, List<TrialResult>> bySeed = new TreeMap<>();
        repetitions.forEach(trial ->
                bySeed.computeIfAbsent(trial.seed(), seed -> new ArrayList<>()).add(trial.result()));
        bySeed.values().removeIf(parts -> parts.size() < folds);
        Map<String, SortedMap<Long, Double>> top1 = new LinkedHashMap<>();
        for (String column : columns) {
            SortedMap<Long, Double> figures = new TreeMap<>();
            bySeed.forEach((seed, parts) -> {
                if (parts.stream().allMatch(part -> part.rows().containsKey(column))) {
                    figures.put(seed, pooled(parts, column, Accuracies::top1));
                }
            });
            top1.put(column, figures);
        }
        SortedMap<Long, Double> meanClass = new TreeMap<>();
        bySeed.forEach((seed, parts) -> {
            if (parts.stream().allMatch(part -> part.rows().containsKey(main))) {
                meanClass.put(seed, pooled(parts, main, Accuracies::meanClass));
            }
        });
        return new Row(label, folds, top1, meanClass);
    }

    private static double pooled(List<TrialResult> parts, String row, ToDoubleFunction<Accuracies> figure) {
        double sum = 0;
        long samples = 0;
        for (TrialResult part : parts) {
            sum += part.samples() * figure.applyAsDouble(part.rows().get(row));
            samples += part.samples();
        }
        return sum / samples;
    }

    /** Returns the cells of the table as text, the headings first. */
    List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of("settings", "seeds"));
        boolean pooled = rows.stream().anyMatch(row -> row.folds() > 1);
        if (pooled) {
            headings.add("folds");
        }
        columns.forEach(column -> headings.add(column + " top-1"));
        headings.addAll(List.of("mean-class", "difference", "within noise"));
        lines.add(headings);
        String main = columns.get(columns.size() - 1);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(
                    List.of(row.label(), Integer.toString(row.of(main).size())));
            if (pooled) {
                cells.add(Integer.toString(row.folds()));
            }
            columns.forEach(column -> cells.add(figure(row.of(column))));
            cells.add(figure(row.meanClass()));
            boolean first = row.equals(rows.get(0));
            cells.add(first ? "" : percent(mean(row.of(main)) - mean(rows.get(0).of(main)), "%+.2f"));
            cells.add(
                    first
                            ? ""
                            : Significance.of(row.of(main), rows.get(0).of(main))
                                    .text());
            lines.add(cells);
        }
        return lines;
    }

    /** Returns what the table's figures mean, one text each. */
    List<String> explanations() {
        List<String> texts = new ArrayList<>(notes);
        if (rows.size() > 1) {
            texts.add("difference: to the first row, in percentage points; " + Significance.RULE);
        }
        return texts;
    }

    /** Returns the table in Markdown, with what the figures mean as a list below it. */
    String markdown() {
        List<List<String>> lines = lines();
        StringBuilder text = new StringBuilder(markdownLine(lines.get(0)));
        text.append("|---|").append("--:|".repeat(lines.get(0).size() - 1)).append('\n');
        lines.subList(1, lines.size()).forEach(line -> text.append(markdownLine(line)));
        text.append('\n');
        explanations().forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
        return text.toString();
    }

    /** Returns the table as CSV, without notes. */
    String csv() {
        return lines().stream().map(Csv::line).collect(Collectors.joining());
    }

    /** Returns the table for a terminal. */
    String console() {
        return TextTable.aligned(lines(), 1)
                + explanations().stream()
                        .map(note -> PlainText.line(note) + "\n")
                        .collect(Collectors.joining());
    }

    /** Returns the table as nested maps and lists for a JSON writer; accuracies are unrounded fractions, by seed. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("notes", explanations());
        List<Map<String, Object>> all = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("settings", row.label());
            figures.put("folds", row.folds());
            figures.put("top-1", row.top1());
            figures.put("mean-class", row.meanClass());
            all.add(figures);
        }
        map.put("rows", all);
        return map;
    }

    private static double mean(Map<Long, Double> figures) {
        return StatUtils.mean(values(figures));
    }

    private static double[] values(Map<Long, Double> figures) {
        return figures.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String figure(Map<Long, Double> figures) {
        if (figures.isEmpty()) {
            return "";
        }
        String mean = percent(mean(figures), "%.2f");
        return figures.size() == 1
                ? mean
                : mean + " ± " + percent(Math.sqrt(StatUtils.variance(values(figures))), "%.2f");
    }

    private static String percent(double fraction, String format) {
        return String.format(Locale.ROOT, format, 100 * fraction);
    }

    private static String markdownLine(List<String> cells) {
        return cells.stream().map(ComparisonTable::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String text) {
        return MARKUP.matcher(PlainText.line(text)).replaceAll("\\\\$0");
    }
}
