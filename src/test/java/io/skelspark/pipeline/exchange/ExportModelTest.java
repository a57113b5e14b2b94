package io.skelspark.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.TorchPython;
import io.skelspark.checkpoint.ModelFile;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunLease;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.model.layer.Reference;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.Progress;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.optimizer.Sgd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportModelTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunConfig config;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkpoint checkpoint;

    @BeforeEach
    void saveARun() throws IOException {
        config = config("run");
        ModelState state = config.network().initialise(7);
        for (Entry entry : state.layout().entries()) {
            if (entry.kind() == StateLayout.EntryKind.COUNTER) {
                state.buffers()[entry.offset()] = 1234567;
            }
        }
        float[] momentum = new float[state.parameters().length];
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = 1e-3f * i;
        }
        checkpoint = new Checkpoint(
                state,
                List.of(),
                Map.of(Sgd.MOMENTUM, momentum),
                Progress.between(3, 0.5, 3),
                Map.of("seed", "7", "recipe", "some"));
        RunFolder run = new RunFolder(config.runDir(), HADOOP);
        run.save(SavedModel.LAST, checkpoint);
    }

    private RunConfig config(String run) throws IOException {
        return SmallRun.config(folder, run);
    }

    private Path export(String name) throws IOException {
        return export(name, null);
    }

    private Path export(String name, @Nullable Reference names) throws IOException {
        Path file = folder.resolve(name);
        assertThat(ExportModel.run(config, SavedModel.LAST, file.toString(), names, Existing.OVERWRITE, HADOOP))
                .contains(name, "after epoch 3");
        return file;
    }

    /** The names in the file are those of the project that was asked for, and either way they are understood. */
    @ParameterizedTest
    @EnumSource
    void namesTheHeadAsAProjectDoes(Reference names) throws IOException {
        Path file = export("model.pth", names);
        RunConfig other = config("other");

        assertThat(ModelFile.read(file.toString(), HADOOP).state())
                .containsKey("cls_head." + names.graphClassifier() + ".weight");
        ImportModel.run(other, file.toString(), Existing.REFUSE, HADOOP);
        assertThat(new RunFolder(other.runDir(), HADOOP)
                        .model(SavedModel.LAST, other.network().layout())
                        .orElseThrow()
                        .checkpoint()
                        .state()
                        .parameters())
                .isEqualTo(checkpoint.state().parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.pth", "model.safetensors"})
    void givesTheSameWeightsWhenImportedAgain(String name) throws IOException {
        Path file = export(name);
        RunConfig other = config("other");

        String report = ImportModel.run(other, file.toString(), Existing.REFUSE, HADOOP);

        Checkpoint imported = new RunFolder(other.runDir(), HADOOP)
                .model(SavedModel.LAST, other.network().layout())
                .orElseThrow()
                .checkpoint();
        assertThat(report).contains("weights alone");
        assertThat(imported.state().parameters()).isEqualTo(checkpoint.state().parameters());
        assertThat(imported.state().buffers()).isEqualTo(checkpoint.state().buffers());
        assertThat(imported.kept(Sgd.MOMENTUM)).containsOnly(0);
        assertThat(List.copyOf(ModelFile.read(file.toString(), HADOOP).state().keySet()))
                .hasSameElementsAs(checkpoint.state().layout().entries().stream()
                        .map(Entry::name)
                        .toList());
    }

    @Test
    void takesOverTheMomentumOfARunsOwnCheckpoint() throws IOException {
        RunConfig other = config("other");

        ImportModel.run(other, config.runDir() + "/last.safetensors", Existing.REFUSE, HADOOP);

        Checkpoint imported = new RunFolder(other.runDir(), HADOOP)
                .model(SavedModel.LAST, other.network().layout())
                .orElseThrow()
                .checkpoint();
        assertThat(imported.epoch()).isEqualTo(3);
        assertThat(imported.kept(Sgd.MOMENTUM)).isEqualTo(checkpoint.kept(Sgd.MOMENTUM));
    }

    private void importLast(RunConfig into, Existing existing) throws IOException {
        ImportModel.run(into, config.runDir() + "/last.safetensors", existing, HADOOP);
    }

    @Test
    void anImportTouchesNoRunThatAnotherWrites() throws IOException {
        RunConfig other = config("other");
        try (RunLease training = RunLease.take(new RunFolder(other.runDir(), HADOOP), () -> {})) {
            assertThatThrownBy(() -> importLast(other, Existing.OVERWRITE))
                    .hasMessageContaining("is being written by process");
            training.requireHeld();
        }
        assertThat(new RunFolder(other.runDir(), HADOOP).isEmpty()).isTrue();
    }

    @Test
    void anImportLeavesNothingOfTheFormerRun() throws IOException {
        RunConfig other = config("other");
        RunFolder run = new RunFolder(other.runDir(), HADOOP);
        run.save(new Checkpoint(
                checkpoint.state(),
                List.of(),
                checkpoint.kept(),
                Progress.between(9, 0.5, 9),
                Map.of("seed", "7", "recipe", "former")));
        Files.writeString(folder.resolve("other/metrics.jsonl"), "of the former run");

        assertThatThrownBy(() -> importLast(other, Existing.REFUSE)).hasMessageContaining("holds a checkpoint already");
        importLast(other, Existing.OVERWRITE);

        assertThat(run.newestOrigin().orElseThrow().progress().epoch()).isEqualTo(3);
        assertThat(folder.resolve("other/metrics.jsonl")).doesNotExist();
        assertThat(folder.resolve("other/lease")).doesNotExist();
    }

    @Test
    void isReadByPyTorchInOrderWithItsTypesAndShapes() throws Exception {
        Path file = export("model.pth");

        String found = TorchPython.run(
                folder,
                """
                import hashlib, sys, torch
                content = torch.load(sys.argv[1], weights_only=True)
                assert list(content) == ["meta", "state_dict"], list(content)
                assert content["meta"]["epoch"] == 3 and content["meta"]["provenance"]["seed"] == "7", content["meta"]
                for name, tensor in content["state_dict"].items():
                    assert tensor.is_contiguous(), name
                    bytes = hashlib.sha256(tensor.numpy().tobytes()).hexdigest()
                    print(name, tensor.dtype, list(tensor.shape), bytes)
                """,
                file);

        assertThat(found.lines()).containsExactlyElementsOf(expected());
    }

    private List<String> expected() throws NoSuchAlgorithmException {
        List<String> lines = new ArrayList<>();
        ModelState state = checkpoint.state();
        for (Entry entry : state.layout().entries()) {
            boolean counter = entry.kind() == StateLayout.EntryKind.COUNTER;
            float[] vector = entry.kind() == StateLayout.EntryKind.PARAMETER ? state.parameters() : state.buffers();
            ByteBuffer values =
                    ByteBuffer.allocate(entry.size() * (counter ? 8 : 4)).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                if (counter) {
                    values.putLong((long) vector[i]);
                } else {
                    values.putFloat(vector[i]);
                }
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(values.array());
            lines.add(entry.name() + (counter ? " torch.int64 " : " torch.float32 ") + entry.shape() + " "
                    + HexFormat.of().formatHex(hash));
        }
        return lines;
    }

    @Test
    void alignsEachStorageAndGivesTheSameBytesAgain() throws IOException {
        byte[] bytes = Files.readAllBytes(export("model.pth"));
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<String> names = new ArrayList<>();
        int position = 0;
        while (zip.getInt(position) == 0x04034b50) {
            int nameLength = zip.getShort(position + 26);
            int content = position + 30 + nameLength + zip.getShort(position + 28);
            names.add(new String(bytes, position + 30, nameLength, StandardCharsets.UTF_8));
            assertThat(zip.getShort(position + 8)).as("stored").isZero();
            assertThat(content % 64).as(names.get(names.size() - 1)).isZero();
            position = content + zip.getInt(position + 18);
        }
        assertThat(names).contains("model/data.pkl", "model/byteorder", "model/data/0", "model/version");

        assertThat(Files.readAllBytes(export("model.pth"))).isEqualTo(bytes);
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> ExportModel.run(
                        config, SavedModel.BEST, folder + "/model.pth", null, Existing.OVERWRITE, HADOOP))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("holds no model best");
        assertThatThrownBy(() -> ExportModel.run(
                        config, SavedModel.LAST, folder + "/model.pt", null, Existing.OVERWRITE, HADOOP))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("--to")
                .hasMessageContaining("model.pt ends in none of .pth, .safetensors and .onnx");
    }
}
