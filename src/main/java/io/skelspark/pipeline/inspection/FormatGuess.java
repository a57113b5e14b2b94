package io.skelspark.pipeline.inspection;

import io.skelspark.config.PoseFormats;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The format of the files below a path, by the names and the first bytes of some of them. */
final class FormatGuess {
    private static final int MOST_FILES = 20;
    private static final int START = 1 << 16;

    private final Configuration hadoop;
    private final List<FileStatus> files = new ArrayList<>();

    private FormatGuess(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Returns the formats that know the files, those that know most of them first, by their names in settings.
     *
     * @throws IOException if there is no file at the path
     */
    static Map<String, PoseFormat> of(String path, Configuration hadoop) throws IOException {
        FormatGuess guess = new FormatGuess(hadoop);
        for (FileStatus match : InputFile.matching(new Path(path), hadoop)) {
            guess.collect(match);
        }
        if (guess.files.isEmpty()) {
            throw new IOException(path + ": no such file, and no folder with files in it");
        }
        return guess.formats();
    }

    /** Returns the first file, for a message. */
    static String firstFile(String path, Configuration hadoop) throws IOException {
        FormatGuess guess = new FormatGuess(hadoop);
        for (FileStatus match : InputFile.matching(new Path(path), hadoop)) {
            guess.collect(match);
        }
        return guess.files.get(0).getPath().getName();
    }

    private void collect(FileStatus entry) throws IOException {
        String name = entry.getPath().getName();
        if (files.size() == MOST_FILES || name.startsWith(".") || name.startsWith("_")) {
            return;
        }
        if (entry.isFile()) {
            files.add(entry);
            return;
        }
        FileSystem system = entry.getPath().getFileSystem(hadoop);
        FileStatus[] entries = system.listStatus(entry.getPath());
        Arrays.sort(entries, Comparator.comparing(each -> each.getPath().getName()));
        for (FileStatus each : entries) {
            collect(each);
        }
    }

    private Map<String, PoseFormat> formats() throws IOException {
        Map<String, Integer> known = new LinkedHashMap<>();
        for (FileStatus file : files) {
            byte[] start = start(file.getPath());
            PoseFormats.all().forEach((name, format) -> {
                if (format.recognizes(file.getPath().getName(), start)) {
                    known.merge(name, 1, Integer::sum);
                }
            });
        }
        Map<String, PoseFormat> formats = new LinkedHashMap<>();
        known.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> formats.put(entry.getKey(), PoseFormats.all().get(entry.getKey())));
        return formats;
    }

    private byte[] start(Path file) throws IOException {
        try (InputStream stream = InputFile.open(file, hadoop)) {
            return stream.readNBytes(START);
        }
    }
}
