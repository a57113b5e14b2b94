package io.skelspark.pipeline.drawing;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.Scores;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.picture.AdjacencyPicture;
import io.skelspark.picture.Picture;
import io.skelspark.pipeline.scoring.ReportFolder;
import io.skelspark.pipeline.scoring.ReportPictures;
import io.skelspark.pipeline.scoring.ScoreTable;
import io.skelspark.pipeline.scoring.StreamFusions;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The job that draws clips of a prepared set, the graph of the network, and the results of a run. */
public final class Visualize {
    private final SparkSession spark;
    private final RunConfig config;
    private final PreparedSet set;
    private final Manifest manifest;
    private final Configuration hadoop;
    private final PictureWriter writer;

    /**
     * Reads the prepared set of the settings.
     *
     * @throws IOException if there is no prepared set
     */
    public Visualize(SparkSession spark, RunConfig config, PictureWriter writer) throws IOException {
        this.spark = spark;
        this.config = config;
        this.writer = writer;
        hadoop = spark.sparkContext().hadoopConfiguration();
        set = PreparedSet.read(config.dataset().path(), hadoop);
        manifest = set.manifest();
    }

    /**
     * Draws the clip of an id.
     *
     * @throws ConfigError if the set has none, naming the most similar ids
     */
    public void clip(String id) throws IOException {
        draw(clips().byId(id));
    }

    /**
     * Draws the clip at a place of a split, from 0.
     *
     * @throws ConfigError if there is no such split or place
     */
    public void clip(String split, int index) throws IOException {
        draw(clips().byIndex(split, index));
    }

    private ClipLookup clips() {
        return new ClipLookup(spark, set);
    }

    private void draw(PoseSample sample) throws IOException {
        writer.clip(manifest.contents().layout(), sample, manifest.classNames().get(sample.label()));
    }

    /**
     * Draws the graph that the network's layers start with.
     *
     * @throws ConfigError if the network has no graph
     */
    public void graph() throws IOException {
        Optional<Tensor> graph =
                config.network() instanceof RecognizerGCN gcn ? gcn.backbone().skeleton() : Optional.empty();
        writer.write(AdjacencyPicture.of(
                "adjacency",
                manifest.contents().layout(),
                graph.orElseThrow(() -> new ConfigError(config.name()
                        + ": its network has no graph to draw, expected settings of a graph network that starts from the"
                        + " skeleton (model.graph.mode is not random)"))));
    }

    /**
     * Draws the curves of the trained streams, and the confusions and class accuracies of every evaluated stream and
     * fusion.
     *
     * @param streams the settings for each stream
     * @throws ConfigError if no stream is trained or evaluated yet
     */
    public void run(List<RunConfig> streams) throws IOException {
        ReportPictures pictures = new ReportPictures(streams, manifest.classNames(), hadoop);
        List<Picture> drawn = new ArrayList<>();
        pictures.curves().ifPresent(drawn::add);
        confusions(streams).forEach((row, confusion) -> drawn.addAll(pictures.classes(row, confusion)));
        if (drawn.isEmpty()) {
            throw new ConfigError(config.runDir() + " holds no metrics and " + config.reportDir()
                    + " no scores, expected those of a run; train and evaluate it first: skelspark run CONFIG");
        }
        for (Picture picture : drawn) {
            writer.write(picture);
        }
    }

    private Map<String, ConfusionMatrix> confusions(List<RunConfig> streams) throws IOException {
        Map<String, Map<String, Scores>> scores = new LinkedHashMap<>();
        for (RunConfig stream : streams) {
            ScoreTable table = new ReportFolder(stream.reportDir(), hadoop).scores(stream.feature());
            if (table.isComplete()) {
                scores.put(stream.feature().key(), table.read(spark));
            }
        }
        Map<String, ConfusionMatrix> confusions = new LinkedHashMap<>();
        scores.forEach((stream, samples) -> confusions.put(stream, ConfusionMatrix.full(samples.values())));
        StreamFusions.of(config, scores.keySet())
                .forEach((name, fusion) -> confusions.put(
                        name, ConfusionMatrix.full(fusion.fuse(scores).values())));
        return confusions;
    }
}
