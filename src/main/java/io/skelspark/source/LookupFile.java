package io.skelspark.source;

import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file in which a source looks clips up, such as labels or names. Each process reads it once, on the first look-up.
 *
 * @param <T> the content, ready for look-ups
 */
public abstract class LookupFile<T> implements Serializable {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String expected;
    private final long maxBytes;
    private transient @Nullable T content;
    private transient String path = "";

    /**
     * Creates a file that is not read yet.
     *
     * @param expected what the file should be and how to fix its path, for messages
     * @param maxBytes far above any such file; a longer one is something else and is not read
     */
    protected LookupFile(String file, String expected, long maxBytes) {
        this.file = file;
        this.expected = expected;
        this.maxBytes = maxBytes;
    }

    /** Reads the content from a stream, which the caller closes. */
    protected abstract T parse(InputStream stream) throws IOException;

    /**
     * Checks that the file can be read.
     *
     * @return its full path
     * @throws IOException if it is missing, too long or damaged, naming it
     */
    protected final String check(Configuration hadoop) throws IOException {
        content(hadoop);
        return path;
    }

    /** Returns the content, read now if it was not before. */
    protected final T content(Configuration hadoop) throws IOException {
        T known = content;
        if (known == null) {
            InputFile found = InputFile.existing(file, expected, hadoop);
            known = read(found);
            content = known;
            path = found.path().toString();
        }
        return known;
    }

    private T read(InputFile input) throws IOException {
        if (input.length() > maxBytes) {
            throw new IOException(
                    file + ": holds " + input.length() + " bytes, expected at most " + maxBytes + ": " + expected);
        }
        try (InputStream stream = input.open()) {
            return parse(stream);
        }
    }

    /** Returns the path as it was given. */
    protected final String file() {
        return file;
    }

    /** Returns the last part of the path, for messages. */
    protected String title() {
        return new Path(file).getName();
    }

    @Override
    public String toString() {
        return file;
    }
}
