package io.skelspark.pipeline.scoring;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.Scores;
import io.skelspark.pickle.ScoreDump;
import io.skelspark.pickle.ScoreDumpWriter;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.StoredClip;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the scores of one evaluated stream as a dump like MMAction2's. A dump carries no ids, so its order matters: it is
 * the order of the annotations, which the prepared set knows, or if that set is gone, the order of the ids.
 */
public final class ExportScores {
    private ExportScores() {}

    /**
     * Writes the dump of the stream {@code feature}; readers see the file whole or not at all.
     *
     * @return a message that says what was written
     * @throws ConfigError if the stream was not evaluated yet, or on another set than the prepared one
     * @throws IOException if a file cannot be read or written
     */
    public static String run(SparkSession spark, RunConfig config, String file, Existing existing) throws IOException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        String title = config.feature().key();
        existing.check(new Path(file), hadoop);
        ScoreTable table = new ReportFolder(config.reportDir(), hadoop).scores(config.feature());
        if (!table.isComplete()) {
            throw new ConfigError("there is no scores table " + table
                    + "; evaluate the stream first: skelspark evaluate CONFIG features=[" + title + "]");
        }
        Map<String, Scores> scores = table.read(spark);
        List<Map.Entry<String, Scores>> samples = new ArrayList<>(scores.entrySet());
        boolean prepared = PreparedSet.exists(config.dataset().path(), hadoop);
        if (prepared) {
            Map<String, Long> ordinals = ordinals(spark, config, hadoop);
            for (String id : scores.keySet()) {
                if (!ordinals.containsKey(id)) {
                    throw new ConfigError("the prepared set " + config.dataset().path() + " lacks the clip '" + id
                            + "' of the scores table " + table + "; evaluate the stream on this set again");
                }
            }
            samples.sort(Comparator.comparing(sample -> ordinals.getOrDefault(sample.getKey(), 0L)));
        }
        AtomicFile.write(new Path(file), ScoreDumpWriter.write(dump(samples)), hadoop);
        return "wrote the scores of " + samples.size() + " samples of " + title + " to " + file
                + ", in the order of the " + (prepared ? "annotations" : "ids");
    }

    private static ScoreDump dump(List<Map.Entry<String, Scores>> scored) {
        List<ScoreDump.DumpedSample> samples = new ArrayList<>();
        for (Map.Entry<String, Scores> sample : scored) {
            double[] values = sample.getValue().values();
            float[] narrowed = new float[values.length];
            for (int k = 0; k < values.length; k++) {
                narrowed[k] = (float) values[k];
            }
            samples.add(new ScoreDump.DumpedSample(sample.getValue().label(), narrowed));
        }
        return new ScoreDump(samples);
    }

    /** Returns the place of each clip among the annotations. */
    private static Map<String, Long> ordinals(SparkSession spark, RunConfig config, Configuration hadoop)
            throws IOException {
        Map<String, Long> ordinals = new HashMap<>();
        for (Row row : PreparedSet.read(config.dataset().path(), hadoop)
                .table(spark)
                .select(StoredClip.ID, StoredClip.ORDINAL)
                .collectAsList()) {
            ordinals.put(row.getString(0), row.getLong(1));
        }
        return ordinals;
    }
}
