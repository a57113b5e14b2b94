package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.Windows;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Names the actions in recordings on the executors and writes them as tables. */
final class PredictionWriter {
    /** Tasks for each core: recordings differ in length. */
    private static final int TASKS_PER_CORE = 4;

    private static final String SCORED = "scored";

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final Broadcast<TrainedStreams> streams;
    private final SkeletonSource source;
    private final @Nullable Windows windows;
    private final int top;

    /**
     * How many rows were written.
     *
     * @param scored rows of clips or windows with their actions
     * @param refused rows without
     */
    record Counts(long scored, long refused) {}

    PredictionWriter(SparkSession spark, TrainedStreams streams, @Nullable Windows windows, int top) {
        this.spark = spark;
        this.windows = windows;
        this.top = top;
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        source = streams.config().dataset().source().withoutLabels();
        this.streams = context.broadcast(streams);
    }

    /**
     * Scores recordings once and writes the tables.
     *
     * @param files files of the source
     * @param folder where no table is yet
     */
    Counts write(List<String> files, String folder) {
        String scored = folder + "/" + SCORED;
        JavaRDD<Row> rows = records(files).mapPartitions(new ScoreRecordings(streams, windows, top));
        spark.createDataFrame(rows, PredictionTable.SCHEMA).write().parquet(scored);
        Dataset<Row> predictions = spark.read().schema(PredictionTable.SCHEMA).parquet(scored);
        long refused = predictions.filter(predictions.col(PredictionTable.REFUSED).isNotNull()).count();
        Dataset<Row> ordered = predictions.sort(PredictionTable.order());
        ordered.write().parquet(folder + "/" + PredictionTable.NAME);
        ordered.write().json(folder + "/" + PredictionTable.NAME + "-json");
        return new Counts(predictions.count() - refused, refused);
    }

    /** Reads each file in one task. The clips of few files are then shared out, since one may hold them all. */
    private JavaRDD<SourceRecord> records(List<String> files) {
        int tasks = TASKS_PER_CORE * context.defaultParallelism();
        JavaRDD<SourceRecord> records = context.parallelize(files, Math.min(files.size(), tasks))
                .mapPartitions(new ReadRecordings(source, context.hadoopConfiguration()));
        return files.size() < tasks ? records.repartition(tasks) : records;
    }
}
