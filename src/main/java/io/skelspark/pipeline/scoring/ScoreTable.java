package io.skelspark.pipeline.scoring;

import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.Scores;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.StoredClip;
import io.skelspark.skeleton.Feature;
import io.skelspark.train.network.ModelState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Scores the test split with one stream's weights, in parallel over the cluster. */
public final class ScoreTable {
    /** The scores table: one row a sample. */
    private static final StructType SCORES = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("label", DataTypes.IntegerType, false)
            .add("scores", DataTypes.createArrayType(DataTypes.FloatType, false), false);

    private final RunConfig config;
    private final ModelState state;
    private final SparkSession spark;

    ScoreTable(RunConfig config, ModelState state, SparkSession spark) {
        this.config = config;
        this.state = state;
        this.spark = spark;
    }

    /** Writes the scores table into a folder, then reads it back: what is reported is what is stored. */
    Map<String, Scores> run(PreparedSet set, String output) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<ModelState> weights = context.broadcast(state);
        JavaRDD<Row> clips = set.table(spark)
                .where(functions.array_contains(
                        functions.col(StoredClip.SPLITS), config.dataset().testSplit()))
                .javaRDD()
                .repartition(Math.max(1, context.defaultParallelism()));
        RunConfig settings = config;
        JavaRDD<Row> scored = clips.mapPartitions(rows -> new ScoreRows(settings, weights.value(), rows));
        // an older table is none any more before its files go, which an object store does not do at once
        Path mark = mark(new Path(output));
        mark.getFileSystem(context.hadoopConfiguration()).delete(mark, false);
        spark.createDataFrame(scored, SCORES)
                .repartition(1) // not sort: its sampling would score everything a second time
                .sortWithinPartitions("id")
                .write()
                .mode(SaveMode.Overwrite)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", true)
                .parquet(output);
        weights.destroy();
        return read(spark, output);
    }

    /** The folder of a stream's scores table. */
    public static Path table(String reportDir, Feature feature) {
        return new Path(new Path(reportDir, "scores"), feature.key());
    }

    /** Whether there is a scores table and all of it: the committer marks it last. */
    public static boolean isComplete(Path table, Configuration hadoop) throws IOException {
        return table.getFileSystem(hadoop).exists(mark(table));
    }

    private static Path mark(Path table) {
        return new Path(table, FileOutputCommitter.SUCCEEDED_FILE_NAME);
    }

    /** The scores of a table by id, sorted by id. */
    public static Map<String, Scores> read(SparkSession spark, String table) {
        Map<String, Scores> scores = new LinkedHashMap<>();
        for (Row row : spark.read().schema(SCORES).parquet(table).sort("id").collectAsList()) {
            List<Float> values = row.getList(2);
            double[] array = values.stream().mapToDouble(Float::doubleValue).toArray();
            scores.put(row.getString(0), new Scores(row.getInt(1), array));
        }
        return scores;
    }
}
