package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.picture.Perspective;
import io.skelspark.pipeline.drawing.Visualize;
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
            "Of a clip (--sample, --index): the skeleton and the heat-map volumes of its key points and of "
                    + "its limbs over time, each as animation and contact sheet. Of a run (--run): the curves of its "
                    + "training, and the confusions and class accuracies of every stream and fusion that was "
                    + "evaluated. --graph: the adjacency."
        },
        footer = {"", "Example: skelspark visualize jobs/demo.conf --index 0 --graph --run"})
final class VisualizeJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(names = "--sample", paramLabel = "ID", description = "The clip of this id; may be given again.")
    private List<String> samples = new ArrayList<>();

    @Option(
            names = "--index",
            paramLabel = "N",
            description = "The clip at this place of the split, from 0; may be given again.")
    private List<Integer> indices = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Split that --index counts in (default: the setting dataset.test-split).")
    private @Nullable String split;

    @Option(names = "--graph", description = "Draw the adjacency of a GCN, each subset as a matrix.")
    private boolean graph;

    @Option(names = "--run", description = "Draw the run of the settings: curves, confusions, class accuracies.")
    private boolean run;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Where pictures go, on any Hadoop file system (default: pictures in the report folder).")
    private @Nullable String folder;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Frames of a contact sheet at most (default: ${DEFAULT-VALUE}).")
    private int frames = 12;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "image, y_up or z_up: which way is up (default: image for 2D, y_up for 3D sets).")
    private @Nullable Perspective view;

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.load();
        if (samples.isEmpty() && indices.isEmpty() && !graph && !run) {
            throw new ConfigError("nothing to draw, expected --sample ID, --index N, --graph or --run");
        }
        String target = folder == null ? config.reportDir() + "/pictures" : folder;
        try (SparkSession spark = JobArguments.spark("visualize " + config.name())) {
            Visualize stage = new Visualize(spark, config, new Visualize.Options(target, frames, view));
            if (graph) {
                stage.graph();
            }
            for (String id : samples) {
                stage.clip(id);
            }
            for (int index : indices) {
                stage.clip(split == null ? config.dataset().testSplit() : split, index);
            }
            if (run) {
                stage.run(arguments.perFeature());
            }
            stage.written().forEach(file -> System.out.println("wrote " + file));
        }
        return ExitCode.OK;
    }
}
