package io.skelspark.pipeline.prediction;

import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.source.SourceRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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
        SourceFiles records = new SourceFiles(this::read, files, hadoop.value());
        TaskCompletionListener close = done -> records.close();
        TaskContext.get().addTaskCompletionListener(close);
        return records;
    }

    private Iterator<SourceRecord> read(String file, Configuration settings) throws IOException {
        try {
            Iterator<SourceRecord> records = source.read(file, settings);
            return records.hasNext() ? records : Collections.emptyIterator(); // some sources open the file only now
        } catch (FileNotFoundException gone) {
            return removed(file);
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof FileNotFoundException) {
                return removed(file);
            }
            throw failed;
        }
    }

    private static Iterator<SourceRecord> removed(String file) {
        String name = new Path(file).getName();
        return List.<SourceRecord>of(
                        new Rejection(name, "file", "no longer there", "one that stays until it is scored"))
                .iterator();
    }
}
