package io.skelspark.pipeline.prediction;

import io.skelspark.storage.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The stream of the recordings that arrive, as a source of Spark, which makes it by the name of this class. */
public final class RecordingStream implements TableProvider {
    private static final String OPTION = "watch";
    private static final StructType SCHEMA =
            new StructType().add("batch", DataTypes.LongType, false).add("recording", DataTypes.StringType, false);

    /** Returns the stream, with one row for each recording: the number of its batch in the log, and its path. */
    static Dataset<Row> of(SparkSession spark, WatchSettings settings) {
        return spark.readStream()
                .format(RecordingStream.class.getName())
                .option(OPTION, settings.encoded())
                .load();
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> options) {
        String settings = Objects.requireNonNull(options.get(OPTION), "made by RecordingStream.of");
        return new RecordingTable(WatchSettings.decoded(settings));
    }

    /** The stream as Spark sees it while it plans a query: a table, and the reading of the whole table. */
    private record RecordingTable(WatchSettings settings) implements SupportsRead, Scan {
        @Override
        public String name() {
            return "recordings of " + settings.origin().path();
        }

        @Override
        @SuppressWarnings("deprecation") // Spark has no other method for it that need not be overridden
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return () -> this;
        }

        @Override
        public StructType readSchema() {
            return SCHEMA;
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpoint) {
            Configuration hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
            try {
                RecordingLog log = RecordingLog.open(new Folder(new Path(checkpoint, "recordings"), hadoop));
                return new RecordingBatches(log, new Arrivals(settings, hadoop, System::nanoTime), settings);
            } catch (IOException unread) {
                throw new UncheckedIOException(unread.getMessage(), unread);
            }
        }
    }
}
