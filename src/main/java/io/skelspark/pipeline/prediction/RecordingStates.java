package io.skelspark.pipeline.prediction;

import io.skelspark.source.SkeletonSource;
import io.skelspark.storage.Folder;
import io.skelspark.storage.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The states of the files of some recordings, as one listing finds them. Folders in which many files are wanted are listed,
 * few files are asked for one by one: storage across a network takes as long for one file as for a list of 1000.
 */
final class RecordingStates {
    /** Greatest number of files of a folder that are asked for one by one. */
    private static final int FEW = 16;

    private final SkeletonSource source;
    private final Configuration hadoop;
    private final Map<Path, Integer> wanted = new HashMap<>();
    private final Map<Path, Map<String, FileStatus>> listed = new HashMap<>();

    RecordingStates(SkeletonSource source, Configuration hadoop) {
        this.source = source;
        this.hadoop = hadoop;
    }

    /**
     * Returns a text for each recording that changes with the names, lengths and times of modification of its files. A
     * recording that was removed meanwhile has none.
     *
     * @throws IOException if the file system fails
     */
    Map<String, String> of(List<String> recordings) throws IOException {
        Map<String, List<String>> contents = new LinkedHashMap<>();
        for (String recording : recordings) {
            List<String> files = contents(recording);
            contents.put(recording, files);
            files.forEach(file -> wanted.merge(folder(file), 1, Integer::sum));
        }
        Map<String, String> states = new HashMap<>();
        for (Map.Entry<String, List<String>> recording : contents.entrySet()) {
            state(recording.getValue()).ifPresent(state -> states.put(recording.getKey(), state));
        }
        return states;
    }

    private List<String> contents(String recording) throws IOException {
        try {
            return source.contents(recording, hadoop);
        } catch (FileNotFoundException removed) {
            return List.of();
        }
    }

    private static Path folder(String file) {
        Path path = new Path(file);
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private Optional<String> state(List<String> files) throws IOException {
        Sha256 sum = new Sha256();
        for (String file : files) {
            Optional<FileStatus> status = status(file);
            if (status.isEmpty()) {
                return Optional.empty();
            }
            sum.add(file + "\n" + status.get().getLen() + " " + status.get().getModificationTime() + "\n");
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(sum.hex());
    }

    private Optional<FileStatus> status(String file) throws IOException {
        Path path = new Path(file);
        Path folder = folder(file);
        try {
            if (wanted.getOrDefault(folder, 0) <= FEW) {
                return Optional.of(path.getFileSystem(hadoop).getFileStatus(path));
            }
            Map<String, FileStatus> entries = listed.get(folder);
            if (entries == null) {
                entries = new HashMap<>();
                for (FileStatus entry : new Folder(folder, hadoop).list()) {
                    entries.put(entry.getPath().getName(), entry);
                }
                listed.put(folder, entries);
            }
            return Optional.ofNullable(entries.get(path.getName()));
        } catch (FileNotFoundException removed) {
            return Optional.empty();
        }
    }
}
