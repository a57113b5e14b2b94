package io.skelspark.pipeline.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.NotebookPython;
import io.skelspark.SharedSpark;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.preparation.PrepareVolumes;
import io.skelspark.pipeline.training.Train;
import io.skelspark.storage.Existing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the notebooks from top to bottom on the files that the jobs write. */
@Tag("cluster")
class NotebookTest {
    private static final String VOLUMES =
            """
            [
              { type = UniformSampleFrames, clip-len = 8, num-clips = 1, test-mode = true, seed = 255 },
              { type = PoseDecode },
              { type = PoseCompact, padding = 0.25, threshold = 10, hw-ratio = 1, allow-imgpad = true },
              { type = Resize, scale = [24, 24], keep-ratio = false },
              { type = GeneratePoseTarget, sigma = 0.6, use-score = true, feature = keypoint, double = false, scaling = 1 },
              { type = FormatShape, input-format = NCTHW_Heatmap }
            ]""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private List<String> settings(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "dataset.path=" + folder.resolve("set"),
                "runs=" + folder.resolve("runs"),
                "features=[joint,bone]",
                "evaluate.fusion.two-stream={joint=1,bone=1}",
                "train.epochs=1",
                "train.repeat=2"));
        settings.addAll(List.of(more));
        return settings;
    }

    @Test
    void runOnASmallTable() throws Exception {
        Map<String, String> environment = Map.of(
                "SKELSPARK_SET", folder.resolve("set").toString(),
                "SKELSPARK_RUNS", folder.resolve("runs").toString());
        List<RunConfig> streams = RunConfig.perFeature("jobs/sample.conf", settings());
        Prepare.run(SharedSpark.session(), streams.get(0).prepare(Existing.REFUSE));
        for (RunConfig stream : streams) {
            Train.run(SharedSpark.session(), stream, Train.Start.RESUME);
        }
        Evaluate.run(SharedSpark.session(), streams, EvaluationRules.STRICT);
        String pipeline = VOLUMES.replace("\n", " ");
        RunConfig keypoint = RunConfig.load(
                "jobs/sample.conf",
                settings(
                        "feature=keypoint",
                        "pipeline.train=" + pipeline,
                        "pipeline.val=" + pipeline,
                        "pipeline.test=" + pipeline));
        PrepareVolumes.run(SharedSpark.session(), keypoint, Existing.REFUSE);

        for (String notebook : List.of("dataset", "volumes", "benchmark")) {
            NotebookPython.execute(notebook, environment);
        }
    }

    /** Two people of one recording, and a clip that was refused. */
    @Test
    void predictionsRunOnTwoPeopleAndARefusedClip() throws Exception {
        String[] classes = {"wave $ <b>", "sit"};
        String[] reversed = {"sit", "wave $ <b>"};
        Float[] probabilities = {0.75f, 0.25f};
        List<Row> windows = List.of(
                RowFactory.create("long", 0, 0, 39, classes, probabilities, null, "model"),
                RowFactory.create("long", 0, 20, 59, reversed, probabilities, null, "model"),
                RowFactory.create("long", 1, 20, 59, classes, probabilities, null, "model"),
                RowFactory.create("short", null, null, null, null, null, "no frame", "model"));
        List<Row> segments = List.of(
                RowFactory.create("long", 0, 0, 29, "wave $ <b>", 0.75f),
                RowFactory.create("long", 0, 30, 59, "sit", 0.75f));
        write(
                windows,
                "id string, person int, start int, end int, classes array<string>, probabilities array<float>,"
                        + " refused string, model string",
                "predictions");
        write(segments, "id string, person int, start int, end int, label string, probability float", "segments");

        NotebookPython.execute("predictions", Map.of("SKELSPARK_PREDICTIONS", folder.toString()));
    }

    private void write(List<Row> rows, String columns, String table) {
        SharedSpark.session()
                .createDataFrame(rows, StructType.fromDDL(columns))
                .write()
                .parquet(folder.resolve(table).toString());
    }

    @Test
    void areStrippedOfOutputs() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".ipynb")).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("\"output_type\"", "image/png")
                        .doesNotContainPattern("\"execution_count\": [0-9]");
            }
        }
    }
}
