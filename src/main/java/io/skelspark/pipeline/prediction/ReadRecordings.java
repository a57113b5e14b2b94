package io.skelspark.pipeline.prediction;

import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.source.SourceRecord;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** The function of a task that reads files of a source. */
final class ReadRecordings implements FlatMapFunction<Iterator<String>, SourceRecord> {
    private final SkeletonSource source;
    private final SerializableConfiguration hadoop;

    ReadRecordings(SkeletonSource source, Configuration hadoop) {
        this.source = source;
        this.hadoop = new SerializableConfiguration(hadoop);
    }

    @Override
    public Iterator<SourceRecord> call(Iterator<String> files) {
        SourceFiles records = new SourceFiles(source, files, hadoop.value());
        TaskCompletionListener close = done -> records.close();
        TaskContext.get().addTaskCompletionListener(close);
        return records;
    }
}
