package io.skelspark.pipeline.prediction;

import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.storage.Existing;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Names the actions in all recordings of a source and writes them as tables, which appear together when all are complete. */
public final class Predict {
    private Predict() {}

    /**
     * What is written, and where.
     *
     * @param folder folder of the tables, on any file system that Hadoop knows
     * @param existing what happens to a folder that exists
     * @param settings how recordings are scored
     */
    public record Request(String folder, Existing existing, PredictionSettings settings) {}

    /**
     * Scores the source of the settings.
     *
     * @return a line that says what was written
     * @throws java.nio.file.FileAlreadyExistsException if the folder exists and is not to be replaced
     * @throws IOException if no clip of the source can be scored, or a file cannot be read or written; the folder is then as
     *     it was
     */
    public static String run(SparkSession spark, TrainedStreams streams, Request request) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration hadoop = context.hadoopConfiguration();
        Path target = new Path(request.folder());
        request.existing().check(target, hadoop);
        PhaseTimer phases = new PhaseTimer(context, "predict", streams.config().name());
        List<String> files =
                phases.time("list the recordings", () -> streams.source().files(hadoop));
        Folder beside = new Folder(target.getParent() == null ? new Path(".") : target.getParent(), hadoop);
        String part = "." + target.getName() + ".part";
        beside.delete(part);
        try {
            PredictionWriter writer = new PredictionWriter(spark, streams, request.settings());
            PredictionWriter.Counts counts =
                    phases.time("score and write", () -> writer.write(files, new Folder(beside.entry(part), hadoop)));
            if (counts.scored() == 0) {
                throw new IOException(
                        counts.refused() == 0
                                ? "the " + files.size() + " files of the source have no clip, expected at least one;"
                                        + " check dataset.source"
                                : "none of " + counts.refused() + " clips could be scored; the first: "
                                        + counts.reason());
            }
            if (request.existing() == Existing.OVERWRITE) {
                beside.delete(target.getName());
            }
            beside.rename(part, target.getName());
            return counts.scored() + " scored, " + counts.refused() + " refused (column refused): " + request.folder();
        } finally {
            beside.delete(part);
        }
    }
}
