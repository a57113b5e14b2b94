package io.skelspark.source.detection;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of a folder that hold one frame each, of one recording.
 *
 * @param recording name of the recording
 * @param files the files by the number in their names
 */
public record FrameFiles(String recording, List<FrameFile> files) {
    /** A file with the number of its frame. */
    public record FrameFile(long number, Path path) {}

    /** Copies the list. */
    public FrameFiles {
        files = List.copyOf(files);
    }

    /**
     * Lists the recordings of a folder by name. Files of other names are passed over.
     *
     * @param names the names; a recording without one has that of the folder
     * @throws MalformedRecordException if no file has such a name, or two files of a recording have one number
     */
    public static List<FrameFiles> list(String folder, FrameNames names, Configuration hadoop)
            throws IOException, MalformedRecordException {
        Path path = new Path(folder);
        List<Path> files = Arrays.stream(path.getFileSystem(hadoop).listStatus(path))
                .filter(FileStatus::isFile)
                .map(FileStatus::getPath)
                .toList();
        Pattern form = names.common(files.stream().map(Path::getName).toList());
        if (form == null) {
            throw new MalformedRecordException(
                    "folder " + path.getName(), "no file named as a frame", "files such as " + names.example());
        }
        List<FrameFiles> all = new ArrayList<>();
        for (Map.Entry<String, List<FrameFile>> recording :
                recordings(files, form, path.getName()).entrySet()) {
            all.add(new FrameFiles(recording.getKey(), inOrder(recording.getValue())));
        }
        return all;
    }

    private static Map<String, List<FrameFile>> recordings(List<Path> files, Pattern form, String folder) {
        Map<String, List<FrameFile>> recordings = new TreeMap<>();
        for (Path file : files) {
            Matcher name = form.matcher(file.getName());
            if (name.matches()) {
                String recording = name.group("recording");
                recordings
                        .computeIfAbsent(recording.isEmpty() ? folder : recording, unused -> new ArrayList<>())
                        .add(new FrameFile(Long.parseLong(name.group("number")), file));
            }
        }
        return recordings;
    }

    private static List<FrameFile> inOrder(List<FrameFile> files) throws MalformedRecordException {
        files.sort(Comparator.comparingLong(FrameFile::number));
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i).number() == files.get(i - 1).number()) {
                throw new MalformedRecordException(
                        "file " + files.get(i).path().getName(),
                        "frame " + files.get(i).number() + " twice",
                        "one file for each frame");
            }
        }
        return files;
    }

    /** Opens a file as JSON whose faults are in that file. */
    public static JsonInput json(FrameFile file, Configuration hadoop) throws IOException {
        return new JsonInput(file.path().getName(), InputFile.open(file.path(), hadoop));
    }
}
