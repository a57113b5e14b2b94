package io.skelspark.pipeline.experiment;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.ConfigError;
import io.skelspark.config.Trial;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.scoring.ReportFolder;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Compares finished runs by the reports that {@code evaluate} has written of them. */
public final class Compare {
    /** Keys that repetitions of one experiment may differ in. */
    private static final Set<String> REPEATED = Set.of(Trial.SEED, Trial.FOLD);

    /** A row that differs in more keys is named by its folder. */
    private static final int MOST_KEYS = 3;

    /** A report with the identity of its first stream. */
    private record Evaluated(String folder, TrialResult result, RunIdentity identity) {
        /** Returns what decides the figures, without seed and fold. */
        RunIdentity point() {
            SortedMap<String, String> entries = new TreeMap<>(identity.entries());
            entries.keySet().removeAll(REPEATED);
            entries.keySet().removeAll(RunIdentity.CHOSEN_CLIPS);
            return new RunIdentity(entries);
        }
    }

    private Compare() {}

    /**
     * Makes the table of some runs.
     *
     * @param runs folders of runs with a report ({@code runs} of their settings), or of reports
     * @param output folder to write the table to; empty to write none
     * @return the table as text
     * @throws ConfigError if a folder holds no report
     * @throws IOException if a report cannot be read, or the table cannot be written
     */
    public static String run(List<String> runs, Optional<String> output, Configuration hadoop) throws IOException {
        List<Evaluated> all = new ArrayList<>();
        for (String run : runs) {
            all.add(evaluated(run, hadoop));
        }
        Map<RunIdentity, String> labels = labels(all);
        List<ComparedTrial> trials = all.stream()
                .map(run -> new ComparedTrial(
                        Objects.requireNonNull(labels.get(run.point())),
                        run.result().seeds().iterator().next(),
                        run.identity().entries().getOrDefault(Trial.FOLD, ""),
                        run.result()))
                .toList();
        ComparisonTable table = ComparisonTable.of(trials, notes(all));
        if (output.isEmpty()) {
            return table.console();
        }
        SweepFolder folder = new SweepFolder(output.get(), hadoop);
        folder.save(table);
        Map<String, RunFolder> folders = new LinkedHashMap<>();
        all.forEach(run -> run.result()
                .checkpoints()
                .keySet()
                .forEach(stream -> folders.put(
                        run.folder() + " " + stream,
                        new RunFolder(new Path(run.folder(), stream).toString(), hadoop))));
        folder.savePage(ComparisonPage.of(output.get(), table, folders));
        return table.console() + "table: " + folder + "/comparison.md";
    }

    private static Evaluated evaluated(String folder, Configuration hadoop) throws IOException {
        for (String place : List.of(new Folder(folder, hadoop).entry("report").toString(), folder)) {
            ReportFolder report = new ReportFolder(place, hadoop);
            Optional<TrialResult> result = TrialResult.of(report);
            if (result.isPresent()) {
                String stream = result.get().checkpoints().keySet().iterator().next();
                RunIdentity identity = report.identity(stream)
                        .orElseThrow(() ->
                                new ConfigError(report + " does not say of which settings it is: evaluate again"));
                return new Evaluated(folder, result.get(), identity);
            }
        }
        throw new ConfigError(folder + " holds no report, expected the folder of evaluated runs (runs) or of a report"
                + " (report-dir): run evaluate first");
    }

    /** Returns the name of each setting: what it has otherwise than the first, or the folder of its first run. */
    private static Map<RunIdentity, String> labels(List<Evaluated> all) {
        Map<RunIdentity, String> labels = new LinkedHashMap<>();
        RunIdentity first = all.get(0).point();
        Set<String> keys = new LinkedHashSet<>();
        all.forEach(run -> first.differences("run", run.point(), RunIdentity.Purpose.REPORT)
                .forEach(difference -> keys.add(difference.key())));
        for (Evaluated run : all) {
            String values = keys.stream()
                    .map(key -> key + " = " + run.point().value(key))
                    .collect(Collectors.joining(", "));
            labels.putIfAbsent(
                    run.point(),
                    keys.isEmpty() || keys.size() > MOST_KEYS || labels.containsValue(values) ? run.folder() : values);
        }
        return labels;
    }

    private static List<String> notes(List<Evaluated> all) {
        List<String> notes = new ArrayList<>();
        Set<String> sets = all.stream()
                .map(run -> run.identity().value(RunIdentity.SET_DIGEST))
                .collect(Collectors.toSet());
        if (sets.size() > 1) {
            notes.add("caution: the runs are of " + sets.size() + " different prepared sets");
        }
        return notes;
    }
}
