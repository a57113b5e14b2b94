package io.skelspark.pipeline.drawing;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.Scores;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.picture.AdjacencyPicture;
import io.skelspark.picture.Fonts;
import io.skelspark.picture.Perspective;
import io.skelspark.picture.Picture;
import io.skelspark.picture.SkeletonPicture;
import io.skelspark.pipeline.scoring.ReportFolder;
import io.skelspark.pipeline.scoring.ReportPictures;
import io.skelspark.pipeline.scoring.ScoreTable;
import io.skelspark.pipeline.scoring.StreamFusions;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Existing;
import io.skelspark.storage.FileName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The job that draws clips of a prepared set, the graph of the network, and the results of a run. */
public final class Visualize {
    private static final int FRAMES_PER_SECOND = 15;

    private final SparkSession spark;
    private final RunConfig config;
    private final PreparedSet set;
    private final Manifest manifest;
    private final Configuration hadoop;
    private final Options options;
    private final List<String> written = new ArrayList<>();

    /**
     * The choices for the pictures.
     *
     * @param folder folder of the pictures
     * @param shown frames of a contact sheet at most
     * @param view the side from which skeletons are seen; null for the usual one of 2D or 3D sets
     * @param existing whether pictures of the same names are replaced
     */
    public record Options(String folder, int shown, @Nullable Perspective view, Existing existing) {
        /**
         * Checks the number of frames.
         *
         * @throws ConfigError if it is less than 1
         */
        public Options {
            if (shown < 1) {
                throw new ConfigError("a sheet of " + shown + " frames, expected at least 1");
            }
        }

        /** Returns the folder of a clip's pictures. */
        Path folderOf(String id) {
            return new Path(folder, FileName.of(id));
        }
    }

    /**
     * Reads the prepared set of the settings.
     *
     * @throws ConfigError if this machine cannot draw
     * @throws IOException if there is no prepared set
     */
    public Visualize(SparkSession spark, RunConfig config, Options options) throws IOException {
        Fonts.problem().ifPresent(problem -> {
            throw new ConfigError(problem);
        });
        this.spark = spark;
        this.config = config;
        this.options = options;
        hadoop = spark.sparkContext().hadoopConfiguration();
        set = PreparedSet.read(config.dataset().path(), hadoop);
        manifest = set.manifest();
    }

    /** Returns the files that were written, in order. */
    public List<String> written() {
        return List.copyOf(written);
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
        Perspective view =
                options.view() == null ? Perspective.of(manifest.contents().dimensions()) : options.view();
        SkeletonPicture skeleton = new SkeletonPicture(manifest.contents().layout(), view, sample);
        Path folder = options.folderOf(sample.id());
        String title =
                sample.id() + ": " + manifest.classNames().get(sample.label()) + ", " + skeleton.frames() + " frames";
        write(folder, skeleton.sheet("skeleton", title, options.shown()));
        write(folder, skeleton.animation("skeleton", FRAMES_PER_SECOND));
        VolumePictures volumes = new VolumePictures(manifest.contents().layout(), skeleton, sample);
        for (Feature stream : List.of(Feature.KEYPOINT, Feature.LIMB)) {
            for (Picture picture : volumes.of(stream, title, options.shown())) {
                write(folder, picture);
            }
        }
    }

    /**
     * Draws the graph that the network's layers start with.
     *
     * @throws ConfigError if the network has no graph
     */
    public void graph() throws IOException {
        if (!(config.network() instanceof RecognizerGCN gcn)) {
            throw new ConfigError(config.name() + ": its network has no graph to draw, expected settings of an ST-GCN,"
                    + " AGCN or ST-GCN++");
        }
        write(
                new Path(options.folder()),
                AdjacencyPicture.of(
                        "adjacency",
                        manifest.contents().layout(),
                        gcn.backbone().graph()));
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
            write(new Path(options.folder()), picture);
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

    private void write(Path folder, Picture picture) throws IOException {
        Path file = new Path(folder, picture.file());
        options.existing().check(file, hadoop);
        AtomicFile.write(file, picture.bytes(), hadoop);
        written.add(file.toString());
    }
}
