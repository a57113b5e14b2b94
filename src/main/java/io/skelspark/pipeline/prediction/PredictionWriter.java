package io.skelspark.pipeline.prediction;

import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/** Names the actions in recordings on the executors and writes them as tables. */
final class PredictionWriter {
    /** Tasks for each core: recordings differ in length. */
    private static final int TASKS_PER_CORE = 4;

    private static final String FINDINGS = "findings";
    private static final String TIMELINES = "timelines";

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final Broadcast<TrainedStreams> streams;
    private final SkeletonSource source;
    private final PredictionSettings settings;

    /**
     * How many rows were written.
     *
     * @param scored rows of clips or windows with their actions
     * @param refused rows without
     * @param reason if nothing was scored, why the first of these was refused; else empty
     */
    record Counts(long scored, long refused, String reason) {}

    PredictionWriter(SparkSession spark, TrainedStreams streams, PredictionSettings settings) {
        this.spark = spark;
        this.settings = settings;
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        source = WindowSettings.walked(streams.source(), settings.walk());
        this.streams = context.broadcast(streams);
    }

    /**
     * Scores recordings once and writes the tables.
     *
     * @param files files of the source
     * @param folder where no table is yet
     */
    Counts write(List<String> files, Folder folder) throws IOException {
        String all = folder.entry(FINDINGS).toString();
        ScoreRecordings scoring = new ScoreRecordings(
                streams,
                settings,
                folder.entry(TIMELINES).toString(),
                new SerializableConfiguration(context.hadoopConfiguration()));
        JavaRDD<Row> found = records(files).mapPartitions(scoring);
        spark.createDataFrame(found, PredictionTable.FINDINGS).write().parquet(all);
        Dataset<Row> findings = spark.read().schema(PredictionTable.FINDINGS).parquet(all);
        write(PredictionTable.PREDICTIONS, findings, folder);
        if (settings.walk() != null) {
            write(PredictionTable.SEGMENTS, findings, folder);
        }
        Dataset<Row> predictions = PredictionTable.PREDICTIONS.of(findings);
        Row rows = predictions
                .agg(functions.count("*"), functions.count(functions.col(PredictionTable.REFUSED)))
                .first();
        long refused = rows.getLong(1);
        long scored = rows.getLong(0) - refused;
        Counts counts = new Counts(scored, refused, scored == 0 ? firstReason(predictions) : "");
        folder.delete(FINDINGS);
        return counts;
    }

    private static String firstReason(Dataset<Row> refused) {
        return refused.sort(PredictionTable.order()).takeAsList(1).stream()
                .map(row -> row.<String>getAs(PredictionTable.REFUSED))
                .findFirst()
                .orElse("");
    }

    private static void write(PredictionTable table, Dataset<Row> findings, Folder folder) {
        String name = table.name().toLowerCase(Locale.ROOT);
        Dataset<Row> rows = table.of(findings).sort(PredictionTable.order());
        rows.write().parquet(folder.entry(name).toString());
        rows.write().json(folder.entry(name + "-json").toString());
    }

    /** Reads each file in one task. The clips of few files are then shared out, since one may hold them all. */
    private JavaRDD<SourceRecord> records(List<String> files) {
        int tasks = TASKS_PER_CORE * context.defaultParallelism();
        JavaRDD<SourceRecord> records = context.parallelize(files, Math.min(files.size(), tasks))
                .mapPartitions(new ReadRecordings(source, context.hadoopConfiguration()));
        return files.size() < tasks ? records.repartition(tasks) : records;
    }
}
