package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.pickle.TorchCheckpoint;
import io.skelspark.pickle.TorchTensor;
import io.skelspark.pipeline.exchange.ExportModel;
import io.skelspark.pipeline.exchange.ImportModel;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import io.skelspark.train.optimizer.Sgd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints of the reference, imported under settings files like those of a run. */
class ImportedCheckpointTest {
    private static final List<String> STGCN = List.of(
            "model.base-channels=12", "model.adaptive=importance", "model.with-res=false", "model.tcn=unit_tcn");
    private static final List<String> SLOWONLY = List.of("model.base-channels=8");
    private static final List<String> STGCNPP = List.of("model.base-channels=24");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void writeTheSettings() throws IOException {
        write("2d.conf", "ntu60-xsub-2d", "stgcnpp");
        write("3d.conf", "ntu60-xsub-3d", "stgcnpp");
        write("posec3d.conf", "gym-2d", "posec3d");
    }

    private void write(String name, String dataset, String network) throws IOException {
        Files.writeString(
                folder.resolve(name),
                """
                include required(file("%s"))
                include required(file("%s"))
                name = imported
                run-dir = "%s"
                """
                        .formatted(
                                Path.of("conf/dataset/" + dataset + ".conf").toAbsolutePath(),
                                Path.of("conf/" + network + "/base.conf").toAbsolutePath(),
                                folder.resolve("run")));
    }

    private static Path model(String file) {
        return GoldenFolders.file("models/" + file);
    }

    private RunConfig config(String model) {
        if (model.startsWith("slowonly")) {
            return RunConfig.load(folder.resolve("posec3d.conf").toString(), SLOWONLY);
        }
        List<String> network = model.startsWith("stgcnpp") ? STGCNPP : STGCN;
        return RunConfig.load(
                folder.resolve(model.contains("_17_") ? "2d.conf" : "3d.conf").toString(), network);
    }

    private Checkpoint imported(RunConfig config, Path file) throws IOException {
        ImportModel.run(config, file.toString(), Existing.REFUSE, new Configuration());
        return new RunFolder(config.runDir(), new Configuration())
                .model(CheckpointStore.SavedModel.LAST, config.network().layout())
                .orElseThrow()
                .checkpoint();
    }

    @ParameterizedTest
    @CsvSource({"stgcnpp_17_small", "stgcnpp_25_small", "stgcn_17_small", "stgcn_25_small", "slowonly_463_small"})
    void givesTheLogitsOfTheReference(String model) throws IOException {
        RunConfig config = config(model);
        Npz npz = Npz.read(model(model + ".npz"));
        Npz.Array inputs = npz.array("inputs");
        List<Integer> shape = Arrays.stream(inputs.shape()).boxed().toList();

        Checkpoint checkpoint = imported(config, model(model + ".pth"));

        assertThat(checkpoint.epoch()).as("the file has no optimiser").isZero();
        assertThat(folder.resolve("run")).isDirectoryContaining("glob:**{last,best}.safetensors");
        try (Scorer scorer = config.network().scorer(checkpoint.state())) {
            float[] logits = scorer.logits(
                    new Batch(inputs.floats(), shape, npz.array("labels").ints()));
            double[] expected = npz.array("logits").values();
            assertThat(logits).hasSize(expected.length);
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i]).isCloseTo(expected[i], within(2e-5 + 1e-4 * Math.abs(expected[i])));
            }
        }
    }

    @Test
    void leavesAsItCame() throws IOException {
        RunConfig config = config("slowonly_463_small");
        Path origin = model("slowonly_463_small.pth");
        Path copy = folder.resolve("copy.pth");
        imported(config, origin);

        ExportModel.run(
                config,
                CheckpointStore.SavedModel.LAST,
                copy.toString(),
                null,
                Existing.OVERWRITE,
                new Configuration());

        Map<String, TorchTensor> expected = read(origin);
        Map<String, TorchTensor> found = read(copy);
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, tensor) -> assertThat(
                        Objects.requireNonNull(found.get(name)).floats())
                .as(name)
                .isEqualTo(tensor.floats()));
    }

    private static Map<String, TorchTensor> read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return TorchCheckpoint.read(stream, file.toString()).stateDict();
        }
    }

    @Test
    void takesOverTheEpochAndEachMomentumBuffer() throws IOException {
        RunConfig config = config("stgcn_17_small");
        JsonNode expected =
                GoldenCase.JSON.readTree(model("stgcn_17_small.resume.json").toFile());

        Checkpoint checkpoint = imported(config, model("stgcn_17_small.resume.pth"));

        assertThat(checkpoint.epoch()).isEqualTo(16);
        assertThat(checkpoint.provenance()).containsKeys("imported-from", "imported-recipe", "imported-sha256");
        List<Entry> parameters = checkpoint.state().layout().entries().stream()
                .filter(entry -> entry.kind() == EntryKind.PARAMETER)
                .toList();
        assertThat(parameters).hasSize(expected.get("momentum").size());
        for (Entry entry : parameters) {
            compare(
                    entry,
                    expected.get("params").get(entry.name()),
                    checkpoint.state().parameters());
            compare(entry, expected.get("momentum").get(entry.name()), checkpoint.kept(Sgd.MOMENTUM));
        }
    }

    private static void compare(Entry entry, JsonNode summary, float[] vector) {
        assertThat(entry.size()).isEqualTo(summary.get("numel").asInt());
        double sum = 0;
        for (int i = 0; i < entry.size(); i++) {
            double value = vector[entry.offset() + i];
            sum += Math.abs(value);
            if (i < 8) {
                double first = summary.get("first8").get(i).asDouble();
                assertThat(value).as(entry.name()).isCloseTo(first, within(1e-6 * Math.abs(first)));
            }
        }
        double expected = summary.get("abs_sum").asDouble();
        assertThat(sum).as(entry.name()).isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void listsEveryNameThatDiffers() {
        assertThatThrownBy(() -> imported(config("stgcn_17_small"), model("stgcnpp_17_small.pth")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stgcnpp_17_small.pth does not fit the network of the settings")
                .hasMessageContaining("missing: backbone.gcn.0.gcn.PA, ")
                .hasMessageContaining("backbone.gcn.9.tcn.conv.bias")
                .hasMessageContaining("unexpected: backbone.gcn.0.gcn.down.0.weight, ")
                .hasMessageContaining("backbone.gcn.9.tcn.branches.5.weight")
                .hasMessageContaining("of another shape: backbone.gcn.0.gcn.bn.weight [24], expected [12], ")
                .hasMessageContaining("cls_head.fc.weight [60, 96], expected [60, 48]");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void keepsARunThatIsThere() throws IOException {
        RunConfig config = config("stgcn_17_small");
        Path file = model("stgcn_17_small.pth");
        imported(config, file);

        assertThatThrownBy(() -> imported(config, file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(
                        "holds a checkpoint already; set another run-dir, or pass --overwrite to replace it");
        assertThat(ImportModel.run(config, file.toString(), Existing.OVERWRITE, new Configuration()))
                .contains("181 tensors", "weights alone");
    }
}
