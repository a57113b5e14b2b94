package io.skelspark.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.model.onnx.OnnxRun;
import io.skelspark.model.onnx.RandomViews;
import io.skelspark.model.onnx.TrainedWeights;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.Progress;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Scorer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunConfig config;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ModelState state;

    @BeforeEach
    void saveARun() throws IOException {
        config = config();
        state = TrainedWeights.of(config.network(), config.viewShapes().test());
        Map<String, String> provenance =
                Map.of("seed", "7", "recipe", RunIdentity.of(config).text());
        new RunFolder(config.runDir(), HADOOP)
                .save(
                        SavedModel.LAST,
                        new Checkpoint(state, List.of(), Map.of(), Progress.between(3, 0.5, 3), provenance));
    }

    private RunConfig config(String... assignments) throws IOException {
        return SmallRun.config(folder, "run", assignments);
    }

    private String export(Path file, Existing existing) throws IOException {
        return ExportModel.run(config, SavedModel.LAST, file.toString(), null, existing, HADOOP);
    }

    @Test
    void aModelComesWithItsSettingsAndTheNamesOfItsClasses() throws Exception {
        Path file = folder.resolve("out/small.onnx");

        String report = export(file, Existing.REFUSE);

        assertThat(report).contains("after epoch 3", file.toString(), "small.conf", "small.labels.txt");
        try (Stream<Path> written = Files.list(file.getParent())) {
            assertThat(written.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("small.onnx", "small.conf", "small.labels.txt");
        }
        assertThat(folder.resolve("out/small.labels.txt"))
                .content()
                .isEqualTo(String.join("\n", config.dataset().classes()) + "\n");
        RunConfig settings = RunConfig.load(folder.resolve("out/small.conf").toString(), List.of());
        assertThat(RunIdentity.of(settings).text())
                .isEqualTo(RunIdentity.of(config).text());
        byte[] run = Files.readAllBytes(folder.resolve("run/last.safetensors"));
        try (OnnxRun model = new OnnxRun(Files.readAllBytes(file))) {
            assertThat(model.session().getMetadata().getProducerName()).isEqualTo("Skelspark");
            assertThat(model.session().getMetadata().getCustomMetadata())
                    .containsEntry("epoch", "3")
                    .containsEntry("seed", "7")
                    .containsEntry("layout", config.dataset().layout().name())
                    .containsEntry("feature", "joint")
                    .containsEntry("view", "persons=1 frames=100 joints=17 channels=3")
                    .containsEntry("labels", String.join("\n", config.dataset().classes()))
                    .containsEntry(
                            "model-sha256",
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(run)));
        }
    }

    @Test
    void aModelGivesTheLogitsOfTheRun() throws Exception {
        Path file = folder.resolve("small.onnx");
        export(file, Existing.REFUSE);
        Batch batch = RandomViews.batch(2, config.viewShapes().test());

        try (OnnxRun model = new OnnxRun(Files.readAllBytes(file));
                Scorer scorer = config.network().scorer(state)) {
            assertThat(model.logits(batch)).containsExactly(scorer.logits(batch), within(1e-5f));
        }
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        export(folder.resolve("a.onnx"), Existing.REFUSE);
        export(folder.resolve("b.onnx"), Existing.REFUSE);

        assertThat(folder.resolve("a.onnx")).hasSameBinaryContentAs(folder.resolve("b.onnx"));
    }

    @Test
    void noFileBesideTheModelIsReplacedUnasked() throws IOException {
        Path labels = Files.writeString(folder.resolve("small.labels.txt"), "of another");

        assertThatThrownBy(() -> export(folder.resolve("small.onnx"), Existing.REFUSE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContainingAll(labels.toString(), "--overwrite");
        assertThat(folder.resolve("small.onnx")).doesNotExist();
        assertThat(labels).hasContent("of another");

        export(folder.resolve("small.onnx"), Existing.OVERWRITE);
        assertThat(Files.readAllLines(labels)).isEqualTo(config.dataset().classes());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file");

        assertThatThrownBy(() -> export(file.resolve("small.onnx"), Existing.REFUSE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("taken");
    }

    @Test
    void anUntrainedRunIsNamed() {
        assertThatThrownBy(() ->
                        ExportModel.run(config, SavedModel.BEST, folder + "/small.onnx", null, Existing.REFUSE, HADOOP))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("holds no model best");
    }

    @Test
    void settingsOfAnotherInputAreRefused() throws IOException {
        config = config("feature=bone", "run-dir=\"" + folder.resolve("run") + "\"");

        assertThatThrownBy(() -> export(folder.resolve("small.onnx"), Existing.REFUSE))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll("other settings", "feature");
        assertThat(folder.resolve("small.onnx")).doesNotExist();
        assertThat(folder.resolve("small.conf")).doesNotExist();
    }
}
