package io.skelspark.source.recording;

import io.skelspark.source.detection.PoseFormat;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files, or the folders of files, below the path of a source, each with one recording or more. */
public final class RecordingPaths {
    private final String path;
    private final PoseFormat format;
    private final Configuration hadoop;

    /**
     * Names a place.
     *
     * @param path a file, a folder, or a pattern of Hadoop with {@code *}
     */
    public RecordingPaths(String path, PoseFormat format, Configuration hadoop) {
        this.path = path;
        this.format = format;
        this.hadoop = hadoop;
    }

    /**
     * Lists the files or folders, sorted by path; folders are searched at any depth.
     *
     * @throws IOException if there is none
     */
    public List<String> list() throws IOException {
        List<FileStatus> matches = InputFile.matching(new Path(path), hadoop);
        if (matches.isEmpty()) {
            throw new IOException(path + ": no such file or folder, expected recordings; fix dataset.source.path");
        }
        FileSystem files = new Path(path).getFileSystem(hadoop);
        List<String> found = new ArrayList<>();
        for (FileStatus match : matches) {
            if (match.isFile()) {
                found.add(match.getPath().toString());
            } else {
                search(files, match.getPath(), found);
            }
        }
        if (found.isEmpty()) {
            throw new IOException(
                    path + ": holds no file of " + format.getClass().getSimpleName()
                            + "; fix dataset.source.path or dataset.source.type (skelspark inspect " + path
                            + " names the format)");
        }
        Collections.sort(found);
        return found;
    }

    private void search(FileSystem files, Path folder, List<String> found) throws IOException {
        FileStatus[] entries = files.listStatus(folder);
        if (format.isFolder() && Arrays.stream(entries).anyMatch(this::isRecorded)) {
            found.add(folder.toString());
        }
        for (FileStatus entry : entries) {
            if (entry.isDirectory() && !InputFile.isHidden(entry.getPath())) {
                search(files, entry.getPath(), found);
            } else if (!format.isFolder() && isRecorded(entry)) {
                found.add(entry.getPath().toString());
            }
        }
    }

    /** Lists the files of a folder that is a recording, sorted by path, or the file itself. */
    List<String> contents(String recording) throws IOException {
        if (!format.isFolder()) {
            return List.of(recording);
        }
        Path folder = new Path(recording);
        return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
                .filter(this::isRecorded)
                .map(file -> file.getPath().toString())
                .sorted()
                .toList();
    }

    private boolean isRecorded(FileStatus entry) {
        return entry.isFile()
                && !InputFile.isHidden(entry.getPath())
                && format.accepts(entry.getPath().getName());
    }

    /**
     * Returns the name of a recording: its path below that of the source, without suffix.
     *
     * @param recording the file or folder
     * @param id the name that the recording has by itself
     * @param several whether the file or folder holds several recordings
     */
    public String name(String recording, String id, boolean several) throws IOException {
        String below = below(recording);
        if (format.isFolder() && !several) {
            return below.isEmpty() ? id : below;
        }
        String folder = format.isFolder() ? below : below.substring(0, Math.max(0, below.lastIndexOf('/')));
        return folder.isEmpty() ? id : folder + "/" + id;
    }

    /** Returns the name of a recording that cannot be opened: that of its file without the last suffix, or of its folder. */
    public String name(String recording) throws IOException {
        String file = new Path(recording).getName();
        int dot = format.isFolder() ? -1 : file.lastIndexOf('.');
        return name(recording, dot > 0 ? file.substring(0, dot) : file, false);
    }

    /** Returns the path of a file or folder below that of the source; empty if it is the path of the source. */
    private String below(String recording) throws IOException {
        Path root = fixed(new Path(path));
        String prefix = root.getFileSystem(hadoop).makeQualified(root).toString();
        return recording.startsWith(prefix + "/") ? recording.substring(prefix.length() + 1) : "";
    }

    /** Returns the part of a path above the first name that is a pattern. */
    private static Path fixed(Path pattern) {
        Path fixed = pattern;
        for (Path each = pattern; each != null; each = each.getParent()) {
            if (InputFile.isPattern(each.getName())) {
                fixed = each.getParent() == null ? new Path(".") : each.getParent();
            }
        }
        return fixed;
    }
}
