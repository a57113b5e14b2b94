package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.RejectedRecords;
import io.skelspark.prepared.StoredClip;
import io.skelspark.source.Adjustment;
import io.skelspark.source.Annotation;
import io.skelspark.source.Loss;
import io.skelspark.source.Omission;
import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.source.SourceRecord;
import io.skelspark.source.Validator;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The function of a task that reads files of a source and makes each record a row of the table of all records. */
final class ReadSource implements FlatMapFunction<Iterator<Tuple2<Integer, String>>, Row> {
    /** The columns of clips and of rejected records; {@code field} is null for a clip. */
    static final StructType SCHEMA = schema();

    private final SkeletonSource source;
    private final Validator validator;
    private final SerializableConfiguration hadoop;

    ReadSource(SkeletonSource source, Validator validator, Configuration hadoop) {
        this.source = source;
        this.validator = validator;
        this.hadoop = new SerializableConfiguration(hadoop);
    }

    @Override
    public Iterator<Row> call(Iterator<Tuple2<Integer, String>> files) {
        Rows rows = new Rows(files);
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) done -> rows.close());
        }
        return rows;
    }

    /** Returns the index of the file that a record is in. */
    static int file(long ordinal) {
        return (int) (ordinal >>> Integer.SIZE);
    }

    /** Returns the index of a record in its file. */
    static long record(long ordinal) {
        return Integer.toUnsignedLong((int) ordinal);
    }

    private static StructType schema() {
        StructType schema = new StructType();
        for (StructField field : StoredClip.SCHEMA.fields()) {
            schema = schema.add(field.name(), field.dataType(), true);
        }
        for (StructField field : RejectedRecords.SCHEMA.fields()) {
            if (!Arrays.asList(schema.fieldNames()).contains(field.name())) {
                schema = schema.add(field.name(), field.dataType(), true);
            }
        }
        return schema;
    }

    /** The records of file after file; only the current one is open. */
    private final class Rows implements Iterator<Row> {
        private final Iterator<Tuple2<Integer, String>> files;
        private SourceFiles records = new SourceFiles(source::read, Collections.emptyIterator(), hadoop.value());
        private String file = "";
        private long ordinal;

        private Rows(Iterator<Tuple2<Integer, String>> files) {
            this.files = files;
        }

        @Override
        public boolean hasNext() {
            while (!records.hasNext() && files.hasNext()) {
                close();
                open(files.next());
            }
            return records.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all records are read");
            }
            SourceRecord record = records.next();
            return row(record, ordinal++);
        }

        private void open(Tuple2<Integer, String> next) {
            file = new Path(next._2).getName();
            // the file in the high half, the record in the low one: ascending in source order
            ordinal = (long) next._1 << Integer.SIZE; // see file and record
            records = new SourceFiles(source::read, List.of(next._2).iterator(), hadoop.value());
        }

        private void close() {
            records.close();
        }

        private Row row(SourceRecord record, long place) {
            if (record instanceof Omission omission) {
                return widened(RejectedRecords.row(place, file, omission), RejectedRecords.SCHEMA);
            }
            if (record instanceof Adjustment adjustment) {
                return widened(RejectedRecords.row(place, file, adjustment), RejectedRecords.SCHEMA);
            }
            if (record instanceof Loss loss) {
                return widened(RejectedRecords.row(place, file, loss), RejectedRecords.SCHEMA);
            }
            if (record instanceof Annotation annotation) {
                Rejection rejection = validator.check(annotation);
                return rejection == null
                        ? widened(
                                StoredClip.of(annotation.sample())
                                        .row(place, annotation.splits(), annotation.attributes()),
                                StoredClip.SCHEMA)
                        : widened(RejectedRecords.row(place, file, rejection), RejectedRecords.SCHEMA);
            }
            return widened(RejectedRecords.row(place, file, (Rejection) record), RejectedRecords.SCHEMA);
        }

        private Row widened(Row row, StructType schema) {
            @Nullable Object[] values = new @Nullable Object[SCHEMA.size()];
            for (int i = 0; i < schema.size(); i++) {
                values[SCHEMA.fieldIndex(schema.fields()[i].name())] = row.get(i);
            }
            values[SCHEMA.fieldIndex(RejectedRecords.FILE)] = file;
            return RowFactory.create(values);
        }
    }
}
