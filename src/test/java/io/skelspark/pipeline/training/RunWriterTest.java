package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.Progress;
import io.skelspark.train.StepSums;
import io.skelspark.train.listener.TrainListener;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that takes no more files stands for a full disk: the run meets the same exception. */
class RunWriterTest {
    private static final StateLayout LAYOUT = new StateLayout();

    static {
        LAYOUT.add("weight", StateLayout.EntryKind.PARAMETER, List.of(2));
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final List<String> console = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunFolder run;

    @SuppressWarnings("NullAway.Init") // set before each test
    private MetricsLog metrics;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunWriter store;

    @BeforeEach
    void aRun() {
        run = new RunFolder(folder.toString(), new Configuration());
        metrics = new MetricsLog(run, Progress.START, console::add);
        store = new RunWriter(run, metrics, console::add);
    }

    private static Checkpoint at(int epoch, int iteration) {
        ModelState state = new ModelState(LAYOUT, new float[] {iteration, epoch}, new float[0]);
        Progress progress = new Progress(epoch, iteration, -1, 0, StepSums.NONE);
        return new Checkpoint(state, List.of(), Map.of(), progress, Map.of());
    }

    private void line(int epoch, int iteration) {
        metrics.step(
                new TrainListener.StepEvent(epoch + 1, iteration, 10, epoch * 10L + iteration, 0, 1, 0, 0, 0, 0, 0));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("metrics.jsonl"));
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsAWarningAndTheOneBeforeStays() throws IOException {
        store.save(at(0, 4));
        Path whole = folder.resolve("whole");
        Files.move(folder.resolve("checkpoints"), whole);
        Files.createFile(folder.resolve("checkpoints"));

        store.save(at(0, 8));

        assertThat(console)
                .singleElement()
                .asString()
                .contains("no checkpoint after epoch 0 and 8 iterations", "cannot write");
        Files.delete(folder.resolve("checkpoints"));
        Files.move(whole, folder.resolve("checkpoints"));
        assertThat(run.newest(LAYOUT).orElseThrow().checkpoint().progress()).isEqualTo(at(0, 4).progress());
    }

    @Test
    void aModelThatCannotBeWrittenIsAnError() throws IOException {
        Files.createDirectories(folder.resolve("last.safetensors/taken"));

        assertThatThrownBy(() -> store.save(SavedModel.LAST, at(1, 0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write");
    }

    @Test
    void theLinesOfTheLogAreThereBeforeTheCheckpointAndCutOffBehindIt() throws IOException {
        line(0, 3);
        store.save(at(0, 4));
        assertThat(lines()).hasSize(1);
        line(0, 6);
        line(0, 9);
        metrics.epoch(new TrainListener.EpochEvent(1, 0.5, 1, 0.5, 3, 0, true));
        line(1, 3);
        store.save(at(1, 4));
        List<String> all = lines();
        assertThat(all).hasSize(5);

        assertThat(kept(at(0, 4))).isEqualTo(all.subList(0, 1));
        assertThat(kept(at(0, 6))).isEqualTo(all.subList(0, 2));
        assertThat(kept(at(1, 0))).isEqualTo(all.subList(0, 4));
        assertThat(kept(at(1, 4))).isEqualTo(all);
    }

    /** Returns the lines that a run keeps when it resumes from a checkpoint; the file stays as it was. */
    private List<String> kept(Checkpoint start) throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("metrics.jsonl"));
        new MetricsLog(run, start.progress(), console::add).write();
        List<String> kept = lines();
        Files.write(folder.resolve("metrics.jsonl"), before);
        return kept;
    }
}
