package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.picture.Perspective;
import io.skelspark.pipeline.drawing.DrawRecordings;
import io.skelspark.pipeline.drawing.PictureWriter;
import io.skelspark.pipeline.drawing.Visualize;
import io.skelspark.pipeline.scoring.ReportFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws clips, the graph and a finished run. */
@Command(
        name = "visualize",
        mixinStandardHelpOptions = true,
        description = {
            "Draws clips of a prepared set, the network's graph and a finished run.",
            "--sample, --index and --recording draw a clip: the skeleton, and the heat-map volumes of its key points and of its "
                    + "limbs over time, each as an animation and a contact sheet. --run draws the curves of the "
                    + "training, and the confusions and class accuracies of every stream and fusion that was "
                    + "evaluated. --graph draws the adjacency."
        },
        footer = {"", "Example: skelspark visualize jobs/demo.conf --index 0 --graph --run"})
final class VisualizeJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(names = "--sample", paramLabel = "ID", description = "Clip with this id; may be repeated.")
    private List<String> samples = new ArrayList<>();

    @Option(
            names = "--index",
            converter = WholeNumber.FromZero.class,
            paramLabel = "N",
            description = "Clip at this position of the split, from 0; may be repeated.")
    private List<Integer> indices = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Split that --index counts in (default: the setting dataset.test-split).")
    private @Nullable String split;

    @Option(
            names = "--recording",
            paramLabel = "NAME",
            description = "Clip with this id, read from the source: nothing has to be prepared; may be repeated.")
    private List<String> recordings = new ArrayList<>();

    @Option(names = "--graph", description = "Draw the adjacency of a GCN, each subset as a matrix.")
    private boolean graph;

    @Option(names = "--run", description = "Draw the run of the settings: curves, confusions, class accuracies.")
    private boolean run;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Folder of the pictures, on any Hadoop file system (default: pictures in the report folder).")
    private @Nullable String folder;

    @Option(
            names = "--frames",
            converter = WholeNumber.FromOne.class,
            paramLabel = "N",
            description = "Largest number of frames on a contact sheet (default: ${DEFAULT-VALUE}).")
    private int frames = 12;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "Which way is up: image, y_up or z_up (default: image for 2D, y_up for 3D sets).")
    private @Nullable Perspective view;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.table();
        boolean fromSet = !samples.isEmpty() || !indices.isEmpty() || graph || run;
        if (!fromSet && recordings.isEmpty()) {
            throw new ConfigError(
                    "nothing to draw, expected --sample ID, --index N, --recording NAME, --graph or --run");
        }
        String target = folder == null ? new ReportFolder(config.reportDir(), SparkDriver.hadoop()).pictures() : folder;
        PictureWriter writer = new PictureWriter(
                new PictureWriter.Options(target, frames, view, overwrite.existing()), SparkDriver.hadoop());
        for (String name : recordings) {
            new DrawRecordings(config.dataset(), SparkDriver.hadoop(), writer).clip(name);
        }
        if (fromSet) {
            draw(config, writer);
        }
        writer.written().forEach(file -> System.out.println("wrote " + file));
        return ExitCode.OK;
    }

    /** Draws what the prepared set, the network and the run have. */
    private void draw(RunConfig config, PictureWriter writer) throws IOException {
        try (SparkSession spark = SparkDriver.session("visualize " + config.name())) {
            Visualize drawing = new Visualize(spark, config, writer);
            if (graph) {
                drawing.graph();
            }
            for (String id : samples) {
                drawing.clip(id);
            }
            for (int index : indices) {
                drawing.clip(split == null ? config.dataset().splits().test() : split, index);
            }
            if (run) {
                drawing.run(arguments.streams());
            }
        }
    }
}
