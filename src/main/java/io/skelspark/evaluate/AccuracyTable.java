package io.skelspark.evaluate;

import io.skelspark.storage.Csv;
import io.skelspark.storage.PlainText;
import io.skelspark.storage.TextTable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the accuracies of streams and fusions, with the published figures and the provenance.
 *
 * @param provenance the origin of the numbers
 * @param rows one for each stream or fusion, in the order shown
 */
public record AccuracyTable(Provenance provenance, List<Row> rows) {
    /** What starts a column, HTML, an entity, code, a link, or is an escape itself. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\|<&`\\[]");

    private static final List<String> HEADINGS =
            List.of("stream", "weights", "top-1", "top-5", "mean-class", "published", "difference");

    /**
     * The accuracies of one stream or fusion, as fractions.
     *
     * @param name name of the stream or the fusion
     * @param weights the weight of each fused stream; empty for a single stream
     * @param top1 top-1 accuracy
     * @param top5 top-5 accuracy
     * @param meanClass mean class accuracy
     * @param published the reference's figure; null if it has none
     */
    public record Row(
            String name,
            Map<String, Double> weights,
            double top1,
            double top5,
            double meanClass,
            @Nullable Published published) {

        /** Copies the map and keeps its order. */
        public Row {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }

        /** Returns the row of one stream. */
        public static Row of(String stream, Collection<Scores> samples, @Nullable Published published) {
            return of(stream, Map.of(), samples, published);
        }

        /** Returns the row of a fusion over its fused samples. */
        public static Row of(
                String fusion, ScoreFusion how, Collection<Scores> samples, @Nullable Published published) {
            return of(fusion, how.weights(), samples, published);
        }

        private static Row of(
                String name, Map<String, Double> weights, Collection<Scores> samples, @Nullable Published published) {
            return new Row(
                    name,
                    weights,
                    new TopKAccuracy(1).of(samples),
                    new TopKAccuracy(5).of(samples),
                    new MeanClassAccuracy().of(samples),
                    published);
        }

        private List<String> cells() {
            return List.of(
                    name,
                    weights.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                            .collect(Collectors.joining(" : ")),
                    percent(top1),
                    percent(top5),
                    percent(meanClass),
                    published == null ? "" : published.text(),
                    published == null ? "" : String.format(Locale.ROOT, "%+.2f", published.difference(this)));
        }

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.put("weights", weights);
            map.put("top-1", top1);
            map.put("top-5", top5);
            map.put("mean-class", meanClass);
            if (published != null) {
                map.put(
                        "published",
                        Map.of(
                                "percent",
                                published.percent(),
                                "metric",
                                published.metric().key()));
            }
            return map;
        }
    }

    /**
     * Copies the rows.
     *
     * @throws IllegalArgumentException if there is no row
     */
    public AccuracyTable {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a table of no rows, expected one for each stream or fusion");
        }
    }

    /** Returns the cells of the table as text, the headings first. */
    public List<List<String>> lines() {
        return Stream.concat(Stream.of(HEADINGS), rows.stream().map(Row::cells)).toList();
    }

    /** Returns the table in Markdown, with the provenance as a list below it. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(markdownLine(HEADINGS));
        text.append("|---|---|--:|--:|--:|--:|--:|\n");
        rows.forEach(row -> text.append(markdownLine(row.cells())));
        text.append('\n');
        provenance.lines().forEach(line -> text.append("- " + line.getKey() + ": " + markdown(line.getValue()) + "\n"));
        return text.toString();
    }

    /** Returns the table as CSV: a heading, then percentages, without provenance. */
    public String csv() {
        StringBuilder text = new StringBuilder(Csv.line(HEADINGS));
        rows.forEach(row -> text.append(Csv.line(row.cells())));
        return text.toString();
    }

    /** Returns the table for a terminal: the provenance, then aligned columns. */
    public String console() {
        StringBuilder text = new StringBuilder();
        provenance
                .lines()
                .forEach(line -> text.append(
                        String.format(Locale.ROOT, "%-22s %s%n", line.getKey(), PlainText.line(line.getValue()))));
        text.append(System.lineSeparator());
        text.append(TextTable.aligned(lines(), 2));
        return text.toString();
    }

    /**
     * Returns the table as nested maps and lists of text and numbers for a JSON writer. Keys are in kebab case, accuracies
     * are unrounded fractions.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("provenance", provenance.toMap());
        map.put("rows", rows.stream().map(Row::toMap).toList());
        return map;
    }

    /**
     * Returns the accuracy of each class as CSV: index, name, samples, hits, percentage.
     *
     * @param names the name of each class index
     * @throws IllegalArgumentException if a class has no name
     */
    public static String classAccuracyCsv(List<ClassAccuracy> accuracies, List<String> names) {
        StringBuilder text = new StringBuilder(Csv.line(List.of("index", "class", "samples", "hits", "accuracy")));
        for (ClassAccuracy accuracy : accuracies) {
            text.append(Csv.line(List.of(
                    Integer.toString(accuracy.classIndex()),
                    ClassNames.name(names, accuracy.classIndex()),
                    Long.toString(accuracy.samples()),
                    Long.toString(accuracy.hits()),
                    accuracy.samples() == 0 ? "" : percent(accuracy.accuracy()))));
        }
        return text.toString();
    }

    private static String markdownLine(List<String> cells) {
        return cells.stream().map(AccuracyTable::markdown).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns a text that Markdown shows as it is: no mark-up, no HTML. */
    private static String markdown(String text) {
        return MARKUP.matcher(PlainText.line(text)).replaceAll("\\\\$0");
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }

    private static String number(double weight) {
        return weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight);
    }
}
