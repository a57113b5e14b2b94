package io.skelspark.pipeline.inspection;

import io.skelspark.config.PoseFormats;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The formats of the files below a path, by the names and the first bytes of some of them. */
final class FormatGuess {
    private static final int MOST_FILES = 60;
    private static final int MOST_IN_FOLDER = 8;
    private static final int MOST_FOLDERS = 10_000;
    private static final int START = 1 << 16;

    private final Configuration hadoop;
    private final Map<String, PoseFormat> formats = PoseFormats.all();
    private final List<Path> files = new ArrayList<>();
    private int folders;
    private @Nullable Path unknown;

    private FormatGuess(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * What was found.
     *
     * @param formats the formats that know files of the likeliest one, by their names in settings, that one first
     * @param beside for each format that knows only other files one of these
     */
    record Guess(Map<String, PoseFormat> formats, Map<String, String> beside) {}

    /**
     * Guesses the formats. Files whose names belong to no format are passed over.
     *
     * @throws IOException if there is no file at the path, or none that a format knows
     */
    static Guess of(String path, Configuration hadoop) throws IOException {
        FormatGuess guess = new FormatGuess(hadoop);
        for (FileStatus match : InputFile.matching(new Path(path), hadoop)) {
            guess.collect(List.of(match));
        }
        if (guess.files.isEmpty() && guess.unknown == null) {
            throw new IOException(path + ": no such file, and no folder with files in it");
        }
        Map<String, Set<Path>> known = guess.known();
        if (known.isEmpty()) {
            Path example = guess.files.isEmpty() ? guess.unknown : guess.files.get(0);
            throw new IOException(path + ": no format knows " + (example == null ? "it" : example.getName())
                    + "; expected files of a pose estimator. Clips in JSON Lines (*.jsonl), NumPy archives (*.npz) and"
                    + " published sets are sources of their own, listed in datasets/README.md");
        }
        return guess.likely(known);
    }

    /** Keeps some of the files among the entries, and of those in the folders among them. */
    private void collect(List<FileStatus> entries) throws IOException {
        List<Path> named = new ArrayList<>();
        for (FileStatus entry : entries) {
            String name = entry.getPath().getName();
            if (entry.isFile() && formats.values().stream().anyMatch(format -> format.accepts(name))) {
                named.add(entry.getPath());
            } else if (entry.isFile() && unknown == null) {
                unknown = entry.getPath();
            }
        }
        int step = Math.max(1, (named.size() + MOST_IN_FOLDER - 1) / MOST_IN_FOLDER);
        for (int i = 0; i < named.size(); i += step) {
            files.add(named.get(i));
        }
        for (FileStatus entry : entries) {
            if (entry.isDirectory() && files.size() < MOST_FILES && folders++ < MOST_FOLDERS) {
                collect(entries(entry));
            }
        }
    }

    private List<FileStatus> entries(FileStatus folder) throws IOException {
        return Arrays.stream(folder.getPath().getFileSystem(hadoop).listStatus(folder.getPath()))
                .filter(entry -> !entry.getPath().getName().matches("[._].*"))
                .sorted(Comparator.comparing(entry -> entry.getPath().getName()))
                .toList();
    }

    /** Returns the files that each format knows, by its name in settings. */
    private Map<String, Set<Path>> known() throws IOException {
        Map<String, Set<Path>> known = new LinkedHashMap<>();
        for (Path file : files) {
            byte[] start = start(file);
            formats.forEach((name, format) -> {
                if (format.recognizes(file.getName(), start)) {
                    known.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(file);
                }
            });
        }
        return known;
    }

    private Guess likely(Map<String, Set<Path>> known) {
        List<Map.Entry<String, Set<Path>>> likely = new ArrayList<>(known.entrySet());
        likely.sort(Comparator.comparingInt(entry -> -entry.getValue().size()));
        Set<Path> first = likely.get(0).getValue();
        Map<String, PoseFormat> fitting = new LinkedHashMap<>();
        Map<String, String> beside = new LinkedHashMap<>();
        for (Map.Entry<String, Set<Path>> format : likely) {
            if (Collections.disjoint(first, format.getValue())) {
                beside.put(format.getKey(), format.getValue().iterator().next().getName());
            } else {
                fitting.put(format.getKey(), Objects.requireNonNull(formats.get(format.getKey())));
            }
        }
        return new Guess(fitting, beside);
    }

    private byte[] start(Path file) throws IOException {
        try (InputStream stream = InputFile.open(file, hadoop)) {
            return stream.readNBytes(START);
        }
    }
}
