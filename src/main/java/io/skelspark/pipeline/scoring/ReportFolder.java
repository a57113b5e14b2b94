package io.skelspark.pipeline.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.skeleton.Feature;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The folder of a report, on any Hadoop file system. It holds the accuracy table {@code accuracy.md}, {@code .csv} and
 * {@code .json}, for each row {@code classes-ROW.csv} and {@code confusion-ROW.csv}, the page {@code report.html}, the
 * resolved settings {@code config.conf}, the damaged files in {@code left-out.txt}, and a table of scores for each stream
 * in {@code scores}.
 */
public final class ReportFolder {
    private final Folder folder;

    public ReportFolder(String path, Configuration hadoop) {
        folder = new Folder(path, hadoop);
    }

    /** Returns the table of a stream's scores, which need not exist yet. */
    public ScoreTable scores(Feature stream) {
        return new ScoreTable(new Folder(folder.entry("scores/" + stream.key()), folder.hadoop()));
    }

    /** Returns the path of the folder for pictures. */
    public String pictures() {
        return folder.entry("pictures").toString();
    }

    /** Saves the accuracy table in its three formats. */
    void save(AccuracyTable table) throws IOException {
        write("accuracy.md", table.markdown());
        write("accuracy.csv", table.csv());
        write("accuracy.json", json(table.toMap()));
    }

    /**
     * Saves the figures of each class for one row of the table.
     *
     * @param row name of a stream or fusion
     * @param classes names by index
     */
    void save(String row, ConfusionMatrix confusion, List<String> classes) throws IOException {
        write("classes-" + row + ".csv", AccuracyTable.classAccuracyCsv(confusion.classAccuracies(), classes));
        write("confusion-" + row + ".csv", confusion.csv(classes));
    }

    /** Saves the page with table and pictures. */
    void savePage(String html) throws IOException {
        write("report.html", html);
    }

    /** Saves the resolved settings. */
    void saveSettings(String resolved) throws IOException {
        write("config.conf", resolved);
    }

    /** Saves the list of damaged files that were left out. */
    void saveLeftOut(String files) throws IOException {
        write("left-out.txt", files + "\n");
    }

    private void write(String name, String text) throws IOException {
        try {
            folder.write(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(
                    "cannot write " + folder.entry(name) + " (" + e.getMessage() + "); an older file is unharmed", e);
        }
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
