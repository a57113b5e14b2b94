package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.pipeline.prediction.PredictionSettings;
import io.skelspark.pipeline.prediction.WindowSettings;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of the jobs that name actions. */
final class PredictOptions {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "PATH",
            description =
                    "File or folder to read, on any Hadoop file system; replaces the setting dataset.source.path.")
    private String from = "";

    @Option(
            names = "--fusion",
            paramLabel = "NAME",
            description = "Fuse the streams of this fusion of the settings (evaluate.fusion).")
    private @Nullable String fusion;

    @Option(
            names = "--top",
            converter = WholeNumber.FromOne.class,
            paramLabel = "N",
            description = "Number of classes of each clip (default: ${DEFAULT-VALUE}).")
    private int top = 5;

    @ArgGroup(exclusive = false)
    private @Nullable WindowOptions windows;

    @Option(
            names = "--timelines",
            description =
                    "Draw an HTML page for each recording: its segments and scores over time beside its skeletons.")
    private boolean timelines;

    /**
     * The file or folder to read, with its file system, so that it is the same from every working directory.
     *
     * @throws IOException if there is no such file system
     */
    String from() throws IOException {
        Path path = new Path(from);
        return path.getFileSystem(SparkDriver.hadoop()).makeQualified(path).toString();
    }

    /**
     * Opens the runs that name the actions.
     *
     * @param path the file or folder to read
     * @throws ConfigError if one is not trained, or the settings do not fit
     */
    TrainedStreams streams(JobArguments arguments, String path) {
        String source = "dataset.source.path=" + path;
        return fusion == null
                ? TrainedStreams.open(arguments.stream(source), SparkDriver.hadoop())
                : TrainedStreams.open(arguments.streams(source), fusion, SparkDriver.hadoop());
    }

    /** Opens the runs that name the actions, with the path as it was given. */
    TrainedStreams streams(JobArguments arguments) {
        return streams(arguments, from);
    }

    /**
     * Returns how recordings are scored.
     *
     * @param folder folder of the tables, or null if there is none
     * @throws ConfigError if one is out of its range, or timelines have nothing to show or no place
     */
    PredictionSettings settings(@Nullable String folder) {
        WindowSettings walk = windows == null ? null : windows.settings();
        if (timelines && (walk == null || folder == null)) {
            throw new ConfigError("--timelines needs --window FRAMES and --to FOLDER; add what is missing");
        }
        return new PredictionSettings(walk, top, timelines);
    }
}
