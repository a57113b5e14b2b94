package io.skelspark.pipeline.prediction;

import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.source.SourceRecord;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** The function of a task that reads files of a source. A file that was removed since it was listed is a rejection. */
final class ReadRecordings implements FlatMapFunction<Iterator<String>, SourceRecord> {
    private final SkeletonSource source;
    private final SerializableConfiguration hadoop;

    ReadRecordings(SkeletonSource source, Configuration hadoop) {
        this.source = source;
        this.hadoop = new SerializableConfiguration(hadoop);
    }

    @Override
    public Iterator<SourceRecord> call(Iterator<String> files) {
        Records records = new Records(files);
        TaskCompletionListener close = done -> records.close();
        TaskContext.get().addTaskCompletionListener(close);
        return records;
    }

    private final class Records implements Iterator<SourceRecord> {
        private final Iterator<String> files;
        private Iterator<SourceRecord> records = Collections.emptyIterator();

        private Records(Iterator<String> files) {
            this.files = files;
        }

        @Override
        public boolean hasNext() {
            while (!records.hasNext() && files.hasNext()) {
                close();
                records = open(files.next());
            }
            return records.hasNext();
        }

        private Iterator<SourceRecord> open(String file) {
            SourceFiles opened = new SourceFiles(source, List.of(file).iterator(), hadoop.value());
            try {
                opened.hasNext(); // opens the file
                return opened;
            } catch (UncheckedIOException failed) {
                if (failed.getCause() instanceof FileNotFoundException) {
                    String name = new Path(file).getName();
                    return List.<SourceRecord>of(
                                    new Rejection(name, "file", "no longer there", "one that stays until it is scored"))
                            .iterator();
                }
                throw failed;
            }
        }

        @Override
        public SourceRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all records are read");
            }
            return records.next();
        }

        private void close() {
            if (records instanceof SourceFiles open) {
                open.close();
            }
        }
    }
}
