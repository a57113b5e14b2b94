package io.skelspark.source;

import io.skelspark.storage.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;

/** The records of files of a source, file after file; only the current one is open. */
public final class SourceFiles implements Iterator<SourceRecord>, AutoCloseable {
    private final Opener opener;
    private final Iterator<String> files;
    private final Configuration hadoop;
    private String file = "";
    private Iterator<SourceRecord> records = Collections.emptyIterator();

    /** Opens a file, as {@link SkeletonSource#read} does. */
    @FunctionalInterface
    public interface Opener {
        Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException;
    }

    /** Reads some files, which {@link SkeletonSource#files} has listed. */
    public SourceFiles(Opener opener, Iterator<String> files, Configuration hadoop) {
        this.opener = opener;
        this.files = files;
        this.hadoop = hadoop;
    }

    /**
     * Returns whether there is another record.
     *
     * @throws UncheckedIOException if a file cannot be read, naming it
     */
    @Override
    public boolean hasNext() {
        while (!records.hasNext() && files.hasNext()) {
            close();
            file = files.next();
            try {
                records = opener.read(file, hadoop);
            } catch (IOException failed) {
                throw new UncheckedIOException(file + " cannot be read: " + FileFault.reason(failed), failed);
            }
        }
        return records.hasNext();
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all records are read");
        }
        return records.next();
    }

    @Override
    public void close() {
        if (records instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception failed) {
                throw new IllegalStateException(file + " cannot be closed: " + failed.getMessage(), failed);
            }
        }
    }
}
