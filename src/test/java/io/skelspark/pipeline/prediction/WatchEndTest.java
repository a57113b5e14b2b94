package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skelspark.SharedSpark;
import io.skelspark.cluster.StopSignal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to the process of a watch, and what a kill can leave of Spark's own files. */
@Tag("spark")
class WatchEndTest {
    private final SparkSession spark = SharedSpark.session();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path place;

    @SuppressWarnings("NullAway.Init")
    private WatchedFolder folder;

    @SuppressWarnings("NullAway.Init")
    private BatchFiles results;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = WatchedFolder.below(place);
        results = folder.scorer();
    }

    @Test
    void aProcessThatIsKilledLosesNothingAndNothingIsScoredTwice() throws Exception {
        folder.add("a.json", "b.json", "c.json");
        Path log = place.resolve("watch.log");
        Process process = WatchProcess.start(folder, log);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .failFast("the process has ended", () -> !process.isAlive())
                    .until(() -> WatchProcess.isScoring(folder));
            assertThatThrownBy(() -> Watch.run(spark, folder.once(64), results))
                    .hasMessageContaining(" is being written by process " + process.pid() + " on ");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(results.scored()).isEqualTo(folder.paths("a.json"));
        folder.add("0.json");

        Watch.run(spark, folder.once(64), results);

        assertThat(results.of(0)).isEqualTo(folder.paths("a.json"));
        assertThat(results.of(1)).isEqualTo(folder.paths("b.json"));
        assertThat(results.of(2)).isEqualTo(folder.paths("0.json", "c.json"));
        assertThat(results.scored()).hasSize(4);
    }

    @Test
    void aSignalWithinABatchEndsTheWatchAfterThatBatch() throws Exception {
        folder.add("a.json", "b.json");
        List<Long> batches = new ArrayList<>();
        // a signal that nobody listens for would end this process
        try (StopSignal listening = StopSignal.listen()) {
            Watch.Outcome end = Watch.run(
                    spark, folder.settings(folder.files(), 1, WatchSettings.End.NEVER), (recordings, batch) -> {
                        terminate();
                        await().until(listening::received);
                        batches.add(batch);
                        results.score(recordings, batch);
                    });
            assertThat(end).isEqualTo(Watch.Outcome.STOPPED);
        }
        assertThat(batches).containsExactly(0L);
        assertThat(folder.checkpoint("commits/0")).exists();
        assertThat(folder.checkpoint("lease")).doesNotExist();

        Watch.run(spark, folder.once(1), (recordings, batch) -> {
            batches.add(batch);
            results.score(recordings, batch);
        });
        assertThat(batches).containsExactly(0L, 1L);
        assertThat(results.scored()).isEqualTo(folder.paths("a.json", "b.json"));
    }

    private static void terminate() throws IOException {
        try {
            new ProcessBuilder(
                            "kill",
                            "-TERM",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException();
        }
    }

    @Test
    void aCheckpointOfSparkThatTellsOfAnEarlierBatchIsRefused() throws IOException {
        folder.add("a.json", "b.json");
        Watch.run(spark, folder.once(1), results);
        Path last = folder.checkpoint("offsets/1");
        Files.delete(folder.checkpoint("offsets/.1.crc"));
        List<String> lines = new ArrayList<>(Files.readAllLines(last));
        assertThat(lines.set(lines.size() - 1, "0")).isEqualTo("1");
        Files.write(last, lines);
        folder.add("c.json");

        assertThatThrownBy(() -> Watch.run(spark, folder.once(1), results))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Spark's checkpoint has come to batch 2 with batch 1 of the log of recordings");
        assertThat(results.scored()).isEqualTo(folder.paths("a.json", "b.json"));
    }

    @ParameterizedTest
    @CsvSource({"metadata, {", "commits/0, x", "commits/0, ''", "offsets/0, v1", "offsets/0, ''"})
    void aDamagedFileOfSparkIsRefused(String name, String damaged) throws IOException {
        folder.add("a.json");
        Watch.run(spark, folder.once(1), results);
        Path file = folder.checkpoint(name);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.writeString(file, damaged);
        assertThatThrownBy(() -> Watch.run(spark, folder.once(1), results))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Spark cannot go on with " + folder.checkpoint("") + " (")
                .hasMessageEndingWith("let another folder take the scores of all recordings from the start")
                .message()
                .doesNotContain("\n");
    }
}
