package io.skelspark.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Names in a text file, one a line; each process that looks a name up reads the file once. */
public final class ListedNames implements Serializable {
    private static final long serialVersionUID = 1;

    /** Far above any such list; a longer file is something else. */
    private static final long MAX_BYTES = 16L << 20;

    private final String file;
    private transient @Nullable Set<String> names;

    private ListedNames(String file) {
        this.file = file;
    }

    /** The names in a file, on any file system that Hadoop knows. */
    public static ListedNames in(String file) {
        return new ListedNames(file);
    }

    /** No names. */
    public static ListedNames none() {
        return new ListedNames("");
    }

    /** The file, if there is one. @throws IOException if it is missing */
    List<String> files(Configuration hadoop) throws IOException {
        if (file.isEmpty()) {
            return List.of();
        }
        Path path = new Path(file);
        FileSystem system = path.getFileSystem(hadoop);
        if (!system.exists(path) || !system.getFileStatus(path).isFile()) {
            throw new IOException(file + ": no such file, expected a list of names, one a line; mend the key of the"
                    + " source that gives it, or set it to \"\"");
        }
        return List.of(system.makeQualified(path).toString());
    }

    boolean contains(String name, Configuration hadoop) throws IOException {
        return names(hadoop).contains(name);
    }

    /** How many different names there are. */
    int count(Configuration hadoop) throws IOException {
        return names(hadoop).size();
    }

    private Set<String> names(Configuration hadoop) throws IOException {
        Set<String> known = names;
        if (known == null) {
            known = read(hadoop);
            names = known;
        }
        return known;
    }

    private Set<String> read(Configuration hadoop) throws IOException {
        if (file.isEmpty()) {
            return Collections.emptySet();
        }
        Path path = new Path(file);
        FileSystem system = path.getFileSystem(hadoop);
        long length = system.getFileStatus(path).getLen();
        if (length > MAX_BYTES) {
            throw new IOException(file + ": " + length + " bytes, expected a list of names of at most " + MAX_BYTES);
        }
        Set<String> read = new HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(system.open(path), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    read.add(line.strip());
                }
            }
        }
        return read;
    }

    /** The last part of the file's path, for messages. */
    String title() {
        return file.isEmpty() ? "no list" : new Path(file).getName();
    }

    @Override
    public String toString() {
        return file.isEmpty() ? "none" : file;
    }
}
