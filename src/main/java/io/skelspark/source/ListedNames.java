package io.skelspark.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** A text file of names, one per line; or no file and no names. */
public final class ListedNames extends LookupFile<Set<String>> {
    private static final long serialVersionUID = 1;

    private static final long MAX_BYTES = 16L << 20;

    private ListedNames(String file) {
        super(
                file,
                "a list of names, one per line; fix the setting of the source that gives the path, or set it to \"\"",
                MAX_BYTES);
    }

    /** Returns the names in a file on any file system that Hadoop knows; an empty path is no file. */
    public static ListedNames in(String file) {
        return new ListedNames(file);
    }

    /** Returns no names. */
    public static ListedNames none() {
        return new ListedNames("");
    }

    /**
     * Returns the full path of the file, if there is one.
     *
     * @throws IOException if it is missing or too long, naming it
     */
    List<String> files(Configuration hadoop) throws IOException {
        return file().isEmpty() ? List.of() : List.of(check(hadoop));
    }

    boolean contains(String name, Configuration hadoop) throws IOException {
        return !file().isEmpty() && content(hadoop).contains(name);
    }

    @Override
    protected Set<String> parse(InputStream stream) throws IOException {
        Set<String> names = new HashSet<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                names.add(line.strip());
            }
        }
        return names;
    }

    @Override
    public String toString() {
        return file().isEmpty() ? "none" : file();
    }
}
