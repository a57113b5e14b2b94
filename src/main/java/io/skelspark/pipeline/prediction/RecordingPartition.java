package io.skelspark.pipeline.prediction;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of a batch.
 *
 * @param batch number of the batch
 * @param recordings one for each row
 */
record RecordingPartition(long batch, List<String> recordings) implements InputPartition {
    RecordingPartition {
        recordings = List.copyOf(recordings);
    }

    /** Returns the rows, one by one. */
    PartitionReader<InternalRow> rows() {
        Iterator<String> rest = recordings.iterator();
        return new PartitionReader<>() {
            private InternalRow row = InternalRow.empty();

            @Override
            public boolean next() {
                if (!rest.hasNext()) {
                    return false;
                }
                row = new GenericInternalRow(new Object[] {batch, UTF8String.fromString(rest.next())});
                return true;
            }

            @Override
            public InternalRow get() {
                return row;
            }

            @Override
            public void close() {}
        };
    }
}
