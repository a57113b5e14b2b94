package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.storage.Sha256;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.Progress;
import io.skelspark.train.StepSums;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.optimizer.Sgd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    static final StateLayout LAYOUT = new StateLayout();

    static {
        LAYOUT.add("weight", StateLayout.EntryKind.PARAMETER, List.of(2, 3));
        LAYOUT.add("mean", StateLayout.EntryKind.BUFFER, List.of(2));
        LAYOUT.add("count", StateLayout.EntryKind.COUNTER, List.of());
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunFolder run;

    @BeforeEach
    void anEmptyFolder() {
        run = new RunFolder(folder.toString(), new Configuration());
    }

    static Checkpoint at(int epoch, int iteration) {
        float mark = 100 * epoch + iteration;
        ModelState state = new ModelState(LAYOUT, new float[] {mark, -0f, 1e-40f, 3, 4, 5}, new float[] {6, 7, 8});
        List<float[]> replicas =
                iteration == 0 ? List.of() : List.of(new float[] {mark, -0f, 9}, new float[] {0.1f, mark, 9});
        StepSums unlogged = new StepSums(iteration, 0.1 + iteration, 1 / 3.0, 1e-300);
        Progress progress = new Progress(epoch, iteration, 2 / 3.0, epoch, unlogged);
        return new Checkpoint(
                state,
                replicas,
                Map.of(Sgd.MOMENTUM, new float[] {1, 2, 3, 4, 5, mark}),
                progress,
                Map.of("seed", "\"7\""));
    }

    private static void assertSame(Checkpoint found, Checkpoint expected) {
        assertThat(found.progress()).isEqualTo(expected.progress());
        assertThat(found.provenance()).isEqualTo(expected.provenance());
        assertThat(found.state().parameters()).containsExactly(expected.state().parameters());
        assertThat(found.state().buffers()).containsExactly(expected.state().buffers());
        assertThat(found.kept(Sgd.MOMENTUM)).containsExactly(expected.kept(Sgd.MOMENTUM));
        assertThat(found.replicas()).hasSameSizeAs(expected.replicas());
        for (int i = 0; i < expected.replicas().size(); i++) {
            assertThat(found.replicas().get(i))
                    .containsExactly(expected.replicas().get(i));
        }
    }

    private RunFolder.Stored newest() {
        return run.newest(LAYOUT).orElseThrow();
    }

    private Path newestFile() {
        return folder.resolve(newest().name());
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void givesBackTheNewestAndKeepsTheOneBeforeIt() throws IOException {
        assertThat(run.newest(LAYOUT)).isEmpty();
        for (Checkpoint checkpoint : List.of(at(0, 0), at(0, 40), at(0, 80), at(1, 0), at(1, 40))) {
            run.save(checkpoint);
            assertSame(newest().checkpoint(), checkpoint);
        }
        assertThat(files())
                .containsExactly(
                        "epoch-000001-iteration-000000000.safetensors", "epoch-000001-iteration-000000040.safetensors");
    }

    @Test
    void knowsATornFileWhereverItIsCutAndUsesTheOneBefore() throws IOException {
        run.save(at(0, 40));
        run.save(at(0, 80));
        Path file = newestFile();
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertSame(newest().checkpoint(), at(0, 40));
        }
    }

    @Test
    void knowsEveryByteThatWasChanged() throws IOException {
        run.save(at(0, 40));
        run.save(at(0, 80));
        Path file = newestFile();
        byte[] whole = Files.readAllBytes(file);
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 1;
            Files.write(file, damaged);
            assertThat(newest().checkpoint().progress().iteration())
                    .as("byte %d of %d", place, whole.length)
                    .isEqualTo(40);
        }
    }

    @Test
    void aTornFileNeitherReplacesNorOutlivesWhatIsWrittenAfterIt() throws IOException {
        run.save(at(0, 40));
        run.save(at(0, 80));
        Files.write(newestFile(), new byte[3]);

        run.save(at(0, 60)); // resumes from 40, with another interval

        assertSame(newest().checkpoint(), at(0, 60));
        assertThat(files()).hasSize(2).noneMatch(name -> name.contains("80"));
    }

    @Test
    void namesEveryFileWhereNoneCanBeRead() throws IOException {
        run.save(at(0, 40));
        run.save(at(0, 80));
        for (String name : files()) {
            Files.write(folder.resolve("checkpoints").resolve(name), new byte[3]);
        }
        assertThatThrownBy(() -> run.newest(LAYOUT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("iteration-000000040.safetensors of 3 bytes has no checksum")
                .hasMessageContaining("iteration-000000080.safetensors of 3 bytes has no checksum")
                .hasMessageContaining("--fresh");
    }

    @Test
    void goesOnFromTheLastModelWhereThereIsNothingElse() {
        run.save(SavedModel.LAST, at(3, 0));
        assertSame(newest().checkpoint(), at(3, 0));
        run.save(at(4, 0));
        assertSame(newest().checkpoint(), at(4, 0));
        run.clear();
        assertThat(run.newest(LAYOUT)).isEmpty();
    }

    private Checkpoint last() {
        return run.model(SavedModel.LAST, LAYOUT).orElseThrow().checkpoint();
    }

    private void tearLast() throws IOException {
        Files.write(folder.resolve("last.safetensors"), new byte[3]);
    }

    @Test
    void aTornLastModelIsReplacedByTheCheckpointOfTheSameEpoch() throws IOException {
        run.save(SavedModel.LAST, at(2, 0));
        run.save(at(2, 0));
        run.save(at(2, 40));
        tearLast();

        assertSame(last(), at(2, 0));
    }

    @Test
    void aTornLastModelIsNotReplacedByACheckpointWithinAnEpoch() throws IOException {
        run.save(SavedModel.LAST, at(2, 0));
        run.save(at(2, 40));
        tearLast();

        assertThatThrownBy(this::last)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("last.safetensors of 3 bytes has no checksum")
                .hasMessageContaining("train");
    }

    @Test
    void theBestModelIsReplacedByNothing() throws IOException {
        run.save(SavedModel.BEST, at(2, 0));
        run.save(at(2, 0));
        Files.write(folder.resolve("best.safetensors"), new byte[3]);

        assertThatThrownBy(() -> run.model(SavedModel.BEST, LAYOUT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("best.safetensors of 3 bytes has no checksum")
                .hasMessageContaining("last");
    }

    @Test
    void aModelOfAnotherNetworkIsNotReplacedByACheckpoint() {
        run.save(SavedModel.LAST, at(2, 0));
        run.save(at(2, 0));
        StateLayout wider = new StateLayout();
        wider.add("weight", StateLayout.EntryKind.PARAMETER, List.of(2, 4));

        assertThatThrownBy(() -> run.model(SavedModel.LAST, wider))
                .hasMessageContaining("last.safetensors does not fit the network")
                .hasMessageNotContaining("checkpoints/");
    }

    @Test
    void theSumOfAModelIsThatOfTheBytesThatWereRead() throws IOException {
        run.save(SavedModel.LAST, at(2, 0));
        String sum = Sha256.of(Files.readAllBytes(folder.resolve("last.safetensors")));
        RunFolder.Stored read = run.model(SavedModel.LAST, LAYOUT).orElseThrow();
        tearLast();

        assertThat(read.sha256()).isEqualTo(sum);
    }

    @Test
    void theSameCheckpointHasTheSameBytes() throws IOException {
        run.save(SavedModel.LAST, at(1, 40));
        run.save(SavedModel.BEST, at(1, 40));
        assertThat(folder.resolve("last.safetensors")).hasSameBinaryContentAs(folder.resolve("best.safetensors"));
    }

    @Test
    void removesWhatAKilledWriterHasLeft() throws IOException {
        run.save(at(0, 4));
        Path part =
                Files.createFile(folder.resolve("checkpoints/.epoch-000000-iteration-000000006.safetensors.0123.part"));

        Path model = Files.createFile(folder.resolve(".last.safetensors.0123.part"));

        run.save(at(0, 8));
        run.save(SavedModel.LAST, at(1, 0));

        assertThat(part).doesNotExist();
        assertThat(model).doesNotExist();
        assertThat(folder.resolve("checkpoints")).isDirectoryContaining("glob:**000000004.safetensors");
    }
}
