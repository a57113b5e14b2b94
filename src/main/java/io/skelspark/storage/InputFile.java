package io.skelspark.storage;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** An existing file to read, on any file system that Hadoop knows. */
public final class InputFile {
    private static final int BUFFER = 1 << 16;
    private static final String PATTERN = "*?[{";

    private final FileSystem files;
    private final Path path;
    private final long length;

    private InputFile(FileSystem files, Path path, long length) {
        this.files = files;
        this.path = path;
        this.length = length;
    }

    /**
     * Returns the file at a path.
     *
     * @param expected what the file should be and how to fix the path, for the message
     * @throws FileNotFoundException if there is no file of that path, naming the path and what was expected
     * @throws IOException if the file system fails
     */
    public static InputFile existing(String path, String expected, Configuration hadoop) throws IOException {
        return find(new Path(path), hadoop)
                .orElseThrow(() -> new FileNotFoundException(path + ": no such file, expected " + expected));
    }

    /**
     * Returns the file at a path, or nothing if there is none; a folder is not a file.
     *
     * @throws IOException if the file system fails
     */
    public static Optional<InputFile> find(Path path, Configuration hadoop) throws IOException {
        FileSystem files = fileSystem(path, hadoop);
        FileStatus status;
        try {
            status = files.getFileStatus(path);
        } catch (FileNotFoundException missing) {
            FileFault.requireNotHidden(path, files);
            return Optional.empty();
        }
        return status.isFile()
                ? Optional.of(new InputFile(files, files.makeQualified(path), status.getLen()))
                : Optional.empty();
    }

    /**
     * Lists what a path names, as a pattern of Hadoop. A file or folder of that very name comes first: a pattern cannot have
     * a colon.
     *
     * @return empty if there is nothing
     * @throws IOException if the file system fails
     */
    public static List<FileStatus> matching(Path path, Configuration hadoop) throws IOException {
        FileSystem files = fileSystem(path, hadoop);
        try {
            return List.of(files.getFileStatus(path));
        } catch (FileNotFoundException noSuchName) {
            return matches(files, path);
        }
    }

    /** Returns whether a name is a pattern of Hadoop, which stands for several files or folders. */
    public static boolean isPattern(String name) {
        return name.chars().anyMatch(letter -> PATTERN.indexOf(letter) >= 0);
    }

    /** Returns whether a file or folder is hidden by its name, as those are that programs write for themselves. */
    public static boolean isHidden(Path path) {
        return path.getName().startsWith(".") || path.getName().startsWith("_");
    }

    private static List<FileStatus> matches(FileSystem files, Path pattern) throws IOException {
        try {
            FileStatus[] matches = files.globStatus(pattern);
            return matches == null ? List.of() : List.of(matches);
        } catch (IllegalArgumentException colon) {
            return List.of();
        }
    }

    /**
     * Opens the file at a path.
     *
     * @throws IOException if there is none, or the file system fails
     */
    public static InputStream open(Path path, Configuration hadoop) throws IOException {
        return new BufferedInputStream(open(fileSystem(path, hadoop), path), BUFFER);
    }

    private static FSDataInputStream open(FileSystem files, Path path) throws IOException {
        try {
            return files.open(path);
        } catch (FileNotFoundException missing) {
            FileFault.requireNotHidden(path, files);
            throw missing;
        }
    }

    /** Hadoop cannot name the checksum file beside a local file with a colon in its name, which is read without. */
    private static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        return files instanceof LocalFileSystem local && path.getName().contains(":")
                ? local.getRawFileSystem()
                : files;
    }

    /** Returns the full path, with the scheme of its file system. */
    public Path path() {
        return path;
    }

    /** Returns the last part of the path. */
    public String name() {
        return path.getName();
    }

    /** Returns the number of bytes. */
    public long length() {
        return length;
    }

    /** Opens the file; the stream is buffered. */
    public InputStream open() throws IOException {
        return new BufferedInputStream(open(files, path), BUFFER);
    }

    /** Reads the whole file, as it is when it is opened; it may have been replaced since it was found. */
    public byte[] bytes() throws IOException {
        try (InputStream stream = open(files, path)) {
            return stream.readAllBytes();
        }
    }
}
