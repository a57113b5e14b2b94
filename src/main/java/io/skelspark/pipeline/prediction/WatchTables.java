package io.skelspark.pipeline.prediction;

import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of a {@link Watch}. Each batch adds one folder, {@code batch=N}, to every table, so that Spark reads them as one.
 * A batch that comes again replaces its folders.
 */
public final class WatchTables implements BatchScorer {
    private static final Logger LOG = LoggerFactory.getLogger(WatchTables.class);

    private final PredictionWriter writer;
    private final Folder folder;

    /**
     * Names the tables.
     *
     * @param folder the folder that holds them
     */
    public WatchTables(SparkSession spark, TrainedStreams streams, PredictionSettings settings, String folder) {
        writer = new PredictionWriter(spark, streams, settings);
        this.folder = new Folder(folder, spark.sparkContext().hadoopConfiguration());
    }

    @Override
    public void score(List<String> recordings, long batch) throws IOException {
        String part = ".batch-" + batch;
        folder.delete(part);
        Folder written = new Folder(folder.entry(part), folder.hadoop());
        PredictionWriter.Counts counts = writer.write(recordings, written);
        for (FileStatus table : written.list()) {
            String name = table.getPath().getName();
            String place = name + "/batch=" + batch;
            folder.delete(place);
            folder.entry(name).getFileSystem(folder.hadoop()).mkdirs(folder.entry(name));
            folder.rename(part + "/" + name, place);
        }
        folder.delete(part);
        LOG.info(
                "watch: batch {}: {} recordings, {} scored, {} refused",
                batch,
                recordings.size(),
                counts.scored(),
                counts.refused());
    }
}
