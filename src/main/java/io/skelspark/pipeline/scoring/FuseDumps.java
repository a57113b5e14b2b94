package io.skelspark.pipeline.scoring;

import io.skelspark.config.ConfigError;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ScoreFusion;
import io.skelspark.evaluate.Scores;
import io.skelspark.pickle.ScoreDump;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Fuses score dumps of {@code export-scores} and of MMAction2. Dumps carry no ids, so samples are matched by their place;
 * dumps with different numbers of samples or different labels are refused.
 */
public final class FuseDumps {
    private FuseDumps() {}

    /**
     * Fuses dumps.
     *
     * @param weights the weight of each file, in the order of the table
     * @return a table with the accuracies of each dump and of the fusion, as fractions of four digits like MMAction2's
     * @throws ConfigError if the dumps do not hold the same samples in the same order
     * @throws IOException if a file is missing or damaged, or is not a dump
     */
    public static String run(Map<String, Double> weights, ScoreFusion.Input input, Configuration hadoop)
            throws IOException {
        Map<String, Map<String, Scores>> streams = new LinkedHashMap<>();
        for (String file : weights.keySet()) {
            streams.put(file, read(file, hadoop));
        }
        checkCounts(streams);
        List<AccuracyTable.Row> rows = new ArrayList<>();
        streams.forEach((file, scores) -> rows.add(AccuracyTable.Row.of(file, scores.values(), null)));
        try {
            ScoreFusion fusion = new ScoreFusion(weights, input);
            Map<String, Scores> fused = fusion.fuse(streams);
            rows.add(AccuracyTable.Row.of("fused", fusion, fused.values(), null));
        } catch (IllegalArgumentException differ) {
            throw new ConfigError(
                    "the dumps do not hold the same samples in the same order: " + differ.getMessage(), differ);
        }
        return table(weights, rows);
    }

    /** Reads the scores by place, from 0. */
    private static Map<String, Scores> read(String file, Configuration hadoop) throws IOException {
        InputFile dump =
                InputFile.existing(file, "a score dump, as export-scores or MMAction2's --dump writes it", hadoop);
        Map<String, Scores> scores = new LinkedHashMap<>();
        for (ScoreDump.DumpedSample sample :
                ScoreDump.read(dump.open(), file, dump.length()).samples()) {
            try {
                scores.put(Integer.toString(scores.size()), new Scores(sample.label(), sample.scores()));
            } catch (IllegalArgumentException odd) {
                throw new IOException(file + ": sample " + scores.size() + ": " + odd.getMessage(), odd);
            }
        }
        if (scores.isEmpty()) {
            throw new IOException(file + " holds no samples, expected at least one");
        }
        return scores;
    }

    private static void checkCounts(Map<String, Map<String, Scores>> streams) {
        if (streams.values().stream().mapToInt(Map::size).distinct().count() > 1) {
            List<String> counts = streams.entrySet().stream()
                    .map(stream -> stream.getKey() + " " + stream.getValue().size())
                    .toList();
            throw new ConfigError("the dumps hold different numbers of samples: " + String.join(", ", counts)
                    + "; expected dumps of one split in one order");
        }
    }

    private static String table(Map<String, Double> weights, List<AccuracyTable.Row> rows) {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElseThrow();
        String form = "%-" + width + "s  %6s  %10s  %6s  %6s%n";
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, form, "dump", "weight", "mean class", "top-1", "top-5"));
        for (AccuracyTable.Row row : rows) {
            Double weight = weights.get(row.name());
            text.append(String.format(
                    Locale.ROOT,
                    form,
                    row.name(),
                    weight == null ? "" : weight,
                    digits(row.meanClass()),
                    digits(row.top1()),
                    digits(row.top5())));
        }
        return text.toString().stripTrailing();
    }

    private static String digits(double fraction) {
        return String.format(Locale.ROOT, "%.4f", fraction);
    }
}
