package io.skelspark.pipeline.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.RunIdentity.Purpose;
import io.skelspark.skeleton.Feature;
import io.skelspark.storage.Existing;
import io.skelspark.storage.FileName;
import io.skelspark.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a report, on any Hadoop file system. It holds the accuracy table {@code accuracy.md}, {@code .csv} and
 * {@code .json}, for each row {@code classes-ROW.csv} and {@code confusion-ROW.csv} (by
 * {@link FileName}), the page {@code report.html}, the
 * resolved settings {@code config.conf}, the damaged files in {@code left-out.txt}, and for each stream a
 * table of scores in {@code scores} and in {@code identity-STREAM.txt} what can change its numbers.
 */
public final class ReportFolder {
    private static final String IDENTITY = "identity-";
    private static final String SCORES = "scores/";
    private static final Pattern FILE_OF_ROW = Pattern.compile("(identity|classes|confusion)-(?<row>.+)\\.(txt|csv)");

    private final Folder folder;

    public ReportFolder(String path, Configuration hadoop) {
        folder = new Folder(path, hadoop);
    }

    /** Returns the table of a stream's scores, which need not exist yet. */
    public ScoreTable scores(Feature stream) {
        return new ScoreTable(new Folder(folder.entry(SCORES + stream.key()), folder.hadoop()));
    }

    /** Returns the path of the folder for pictures. */
    public String pictures() {
        return folder.entry("pictures").toString();
    }

    /**
     * Checks that a report may be written. A report of the same streams, or of some of them, is replaced if nothing that
     * can change a number is different.
     *
     * @param streams the identity of each stream of the report to write
     * @throws FileAlreadyExistsException if the folder holds another report, which must stay, naming what differs
     */
    void check(Map<String, RunIdentity> streams, Existing existing) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            if (file.getKey().startsWith(IDENTITY)) {
                differences.addAll(differences(file.getKey(), file.getValue(), streams.get(file.getValue())));
            }
        }
        if (existing == Existing.REFUSE && !differences.isEmpty()) {
            String all = differences.stream().distinct().collect(Collectors.joining("; "));
            throw Existing.refusal(
                    folder.toString(), "holds the report of other settings (" + all + "); set another report-dir");
        }
    }

    private List<String> differences(String file, String stream, @Nullable RunIdentity now) throws IOException {
        if (now == null) {
            return List.of("stream: " + stream + " in the report, none now");
        }
        return RunIdentity.parse(folder.text(file))
                .map(former -> former.differences("report", now, Purpose.REPORT).stream()
                        .map(RunIdentity.Difference::toString)
                        .toList())
                .orElse(List.of(file + " cannot be read"));
    }

    /** Saves the identity of each stream. */
    void save(Map<String, RunIdentity> streams) throws IOException {
        for (Map.Entry<String, RunIdentity> stream : streams.entrySet()) {
            folder.write(IDENTITY + stream.getKey() + ".txt", stream.getValue().text());
        }
    }

    /** Removes what an earlier report left of streams and fusions that this one does not have. */
    void removeOthers(Set<String> rows) throws IOException {
        Set<String> names = rows.stream().map(FileName::of).collect(Collectors.toSet());
        for (Map.Entry<String, String> file : files().entrySet()) {
            if (!names.contains(file.getValue())) {
                folder.delete(file.getKey());
                folder.delete(SCORES + file.getValue());
            }
        }
    }

    /** Returns the row of the table that each file belongs to, as a {@link FileName}, by file. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try {
            for (FileStatus file : folder.list()) {
                Matcher name = FILE_OF_ROW.matcher(file.getPath().getName());
                if (name.matches()) {
                    files.put(name.group(), name.group("row"));
                }
            }
        } catch (FileNotFoundException none) {
            return Map.of();
        }
        return files;
    }

    /** Returns the identity of a stream, or empty if the report does not have it or an earlier version wrote it. */
    public Optional<RunIdentity> identity(String stream) throws IOException {
        try {
            return RunIdentity.parse(folder.text(IDENTITY + stream + ".txt"));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Returns the accuracy table as JSON, or empty if there is no report. */
    public Optional<String> accuracyJson() throws IOException {
        try {
            return Optional.of(folder.text("accuracy.json"));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Saves the accuracy table in its three formats. */
    void save(AccuracyTable table) throws IOException {
        folder.write("accuracy.md", table.markdown());
        folder.write("accuracy.csv", table.csv());
        folder.write("accuracy.json", json(table.toMap()));
    }

    /**
     * Saves the figures of each class for one row of the table.
     *
     * @param row name of a stream or fusion
     * @param classes names by index
     */
    void save(String row, ConfusionMatrix confusion, List<String> classes) throws IOException {
        String name = FileName.of(row);
        folder.write("classes-" + name + ".csv", AccuracyTable.classAccuracyCsv(confusion.classAccuracies(), classes));
        folder.write("confusion-" + name + ".csv", confusion.csv(classes));
    }

    /** Saves the page with table and pictures. */
    void savePage(String html) throws IOException {
        folder.write("report.html", html);
    }

    /** Saves the resolved settings. */
    void saveSettings(String resolved) throws IOException {
        folder.write("config.conf", resolved);
    }

    /** Saves the list of damaged files that were left out. */
    void saveLeftOut(String files) throws IOException {
        folder.write("left-out.txt", files + "\n");
    }

    private static String json(Map<String, Object> map) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the path of the folder. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
