package io.skelspark.pipeline.scoring;

import io.skelspark.evaluate.Scores;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The stored scores of one stream: a Parquet table with id, label and scores of each sample, sorted by id. */
public final class ScoreTable {
    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("label", DataTypes.IntegerType, false)
            .add("scores", DataTypes.createArrayType(DataTypes.FloatType, false), false);

    /** The committer writes it last. */
    private static final String COMPLETE = FileOutputCommitter.SUCCEEDED_FILE_NAME;

    private final Folder folder;

    ScoreTable(Folder folder) {
        this.folder = folder;
    }

    /** Returns whether the whole table is there. */
    public boolean isComplete() throws IOException {
        return folder.holds(COMPLETE);
    }

    /** Computes the rows and stores them in place of an older table. */
    void write(SparkSession spark, JavaRDD<Row> rows) throws IOException {
        // an older table must not look complete while its files go, which takes an object store some time
        folder.delete(COMPLETE);
        spark.createDataFrame(rows, SCHEMA)
                .repartition(1) // not sort: its sampling would score everything a second time
                .sortWithinPartitions("id")
                .write()
                .mode(SaveMode.Overwrite)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", true)
                .parquet(folder.toString());
    }

    /** Reads the scores by id, sorted by id. */
    public Map<String, Scores> read(SparkSession spark) {
        Map<String, Scores> scores = new LinkedHashMap<>();
        for (Row row : spark.read()
                .schema(SCHEMA)
                .parquet(folder.toString())
                .sort("id")
                .collectAsList()) {
            List<Float> values = row.getList(2);
            double[] array = values.stream().mapToDouble(Float::doubleValue).toArray();
            scores.put(row.getString(0), new Scores(row.getInt(1), array));
        }
        return scores;
    }

    /** Returns the path of the table. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
