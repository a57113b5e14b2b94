package io.skelspark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.skelspark.storage.InputFile;
import io.skelspark.storage.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of sources with one clip per file: a folder of them is listed, each is read whole, a bad one is rejected. */
final class ClipFile {
    /** Far above any clip: a longer file is something else and is not loaded. */
    private static final long MAX_BYTES = 64L << 20;

    private ClipFile() {}

    /** Turns the content of a file into its clip and what is left out of it. */
    @FunctionalInterface
    interface ClipParser {
        /**
         * Returns the records of a content.
         *
         * @throws IOException if the content is malformed or cut short
         */
        List<SourceRecord> parse(byte[] content) throws IOException, MalformedRecordException;
    }

    /**
     * Lists the files whose names end with a suffix, sorted by path.
     *
     * @param folder a folder, or a pattern with {@code *} for several
     * @throws IOException if there is no such folder, or no such file in it
     */
    static List<String> list(String folder, String suffix, Configuration hadoop) throws IOException {
        Path path = new Path(folder);
        FileSystem system = path.getFileSystem(hadoop);
        List<FileStatus> folders = InputFile.matching(path, hadoop);
        if (folders.isEmpty()) {
            throw new IOException(
                    folder + ": no such folder, expected one with files *" + suffix + "; fix the path of the source");
        }
        List<String> files = new ArrayList<>();
        for (FileStatus each : folders) {
            for (FileStatus file : system.listStatus(each.getPath())) {
                if (file.isFile() && file.getPath().getName().endsWith(suffix)) {
                    files.add(file.getPath().toString());
                }
            }
        }
        Collections.sort(files);
        if (files.isEmpty()) {
            throw new IOException(
                    folder + ": holds no file *" + suffix + ", expected one per clip; fix the path of the source");
        }
        return files;
    }

    /**
     * Lists the files that paths name: files, folders and patterns with {@code *}. The files of each path are sorted.
     *
     * @param named which files a path may name
     * @param inside which files of a folder count
     * @param expected what was expected at a path, for the message
     * @throws IOException if a path has none
     */
    static List<String> list(
            List<String> paths, Predicate<Path> named, Predicate<Path> inside, String expected, Configuration hadoop)
            throws IOException {
        Set<String> files = new LinkedHashSet<>();
        for (String path : paths) {
            List<String> found = new ArrayList<>();
            FileSystem system = new Path(path).getFileSystem(hadoop);
            for (FileStatus match : InputFile.matching(new Path(path), hadoop)) {
                FileStatus[] entries = match.isFile() ? new FileStatus[] {match} : system.listStatus(match.getPath());
                Predicate<Path> counts = match.isFile() ? named : inside;
                Arrays.stream(entries)
                        .filter(file -> file.isFile() && counts.test(file.getPath()))
                        .forEach(file -> found.add(file.getPath().toString()));
            }
            if (found.isEmpty()) {
                throw new IOException(path + ": " + expected + "; fix the path of the source");
            }
            found.stream().sorted().forEach(files::add);
        }
        return List.copyOf(files);
    }

    /** Reads the records of a file. Bad content becomes one {@link Rejection} under the given identifier. */
    static Iterator<SourceRecord> read(String file, String id, Configuration hadoop, ClipParser parser)
            throws IOException {
        InputFile clip = InputFile.existing(file, "the file of one clip", hadoop);
        if (clip.length() == 0) {
            return one(new Rejection(id, "file", "0 bytes", "one clip"));
        }
        if (clip.length() > MAX_BYTES) {
            return one(
                    new Rejection(id, "file", clip.length() + " bytes", "one clip, at most " + MAX_BYTES + " bytes"));
        }
        return parse(id, clip.bytes(), parser).iterator();
    }

    /** Returns an iterator of one record. */
    static Iterator<SourceRecord> one(SourceRecord record) {
        return List.of(record).iterator();
    }

    private static List<SourceRecord> parse(String id, byte[] content, ClipParser parser) {
        try {
            return parser.parse(content);
        } catch (MalformedRecordException bad) {
            return List.of(bad.rejection(id));
        } catch (JsonProcessingException bad) {
            return List.of(new Rejection(id, "file", reason(bad), "complete, well-formed JSON"));
        } catch (IOException bad) {
            return List.of(new Rejection(id, "file", String.valueOf(bad.getMessage()), "a complete, well-formed file"));
        }
    }

    /** Returns Jackson's reason and its place on one line, without the content that Jackson quotes. */
    static String reason(JsonProcessingException bad) {
        String place = bad.getLocation() == null
                ? ""
                : " at line " + bad.getLocation().getLineNr() + ", column "
                        + bad.getLocation().getColumnNr();
        return PlainText.brief(bad.getOriginalMessage().lines().findFirst().orElse("malformed")) + place;
    }

    /** Returns the name of a file without its folder and without a suffix. */
    static String stem(String file, String suffix) {
        String name = new Path(file).getName();
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
}
