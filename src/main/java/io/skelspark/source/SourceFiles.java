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
    private final SkeletonSource source;
    private final Iterator<String> files;
    private final Configuration hadoop;
    private String file = "";
    private Iterator<SourceRecord> records = Collections.emptyIterator();

    /** Reads some files, which {@link SkeletonSource#files} has listed. */
    public SourceFiles(SkeletonSource source, Iterator<String> files, Configuration hadoop) {
        this.source = source;
        this.files = files;
        this.hadoop = hadoop;
    }

    /** Returns the path of the file of the next record, or of the last one at the end. */
    public String file() {
        return file;
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
                records = source.read(file, hadoop);
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
