package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skelspark.SharedSpark;
import io.skelspark.cluster.StopSignal;
import io.skelspark.config.ConfigError;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class WatchTest {
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

    /** A file of which each listing finds more than the one before. */
    private record Growing(SkeletonSource source, String file) implements SkeletonSource {
        @Override
        public List<String> files(Configuration hadoop) throws IOException {
            Files.writeString(Path.of(file), "more", StandardOpenOption.APPEND);
            return source.files(hadoop);
        }

        @Override
        public Iterator<SourceRecord> read(String recording, Configuration hadoop) throws IOException {
            return source.read(recording, hadoop);
        }
    }

    private Watch.Outcome once(int batchSize) throws IOException {
        return Watch.run(spark, folder.once(batchSize), results);
    }

    /** Runs a watch that does not end by itself while a test does something. */
    private void during(SkeletonSource source, Callable<?> steps) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        // a signal that nobody listens for would end this process
        try (StopSignal listening = StopSignal.listen()) {
            Future<Watch.Outcome> end = thread.submit(
                    () -> Watch.run(spark, folder.settings(source, 64, WatchSettings.End.NEVER), results));
            steps.call();
            assertThat(new ProcessBuilder(
                                    "kill",
                                    "-TERM",
                                    Long.toString(ProcessHandle.current().pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo(Watch.Outcome.STOPPED);
            assertThat(listening.received()).isTrue();
        } finally {
            thread.shutdown();
        }
    }

    private void awaitScored(List<String> recordings) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(results.scored()).containsExactlyInAnyOrderElementsOf(recordings));
    }

    @Test
    void filesThatArriveWhileItRunsAreScoredOnce() throws Exception {
        during(folder.files(), () -> {
            folder.add("a.json");
            awaitScored(folder.paths("a.json"));
            folder.add("b.json", "day/c.json");
            awaitScored(folder.paths("a.json", "b.json", "day/c.json"));
            return true;
        });
        assertThat(results.of(0)).isEqualTo(folder.paths("a.json"));
        once(64);
        assertThat(results.scored())
                .containsExactlyInAnyOrderElementsOf(folder.paths("a.json", "b.json", "day/c.json"));
    }

    @Test
    void foldersThatArriveWhileItRunsAreScoredOnce() throws Exception {
        during(folder.folders(), () -> {
            folder.add("a/f_000000000000_keypoints.json", "a/f_000000000001_keypoints.json");
            awaitScored(folder.paths("a"));
            folder.add("b/f_000000000000_keypoints.json");
            awaitScored(folder.paths("a", "b"));
            return true;
        });
    }

    @Test
    void whatIsThereIsScoredInBatchesOfTheGreatestNumber() throws IOException {
        folder.add("a.json", "b.json", "c.json", "d.json", "e.json");
        assertThat(once(2)).isEqualTo(Watch.Outcome.FINISHED);
        assertThat(results.of(0)).isEqualTo(folder.paths("a.json", "b.json"));
        assertThat(results.of(1)).isEqualTo(folder.paths("c.json", "d.json"));
        assertThat(results.of(2)).isEqualTo(folder.paths("e.json"));
    }

    @Test
    void withoutRecordingsItEndsAndTheNextStartScoresThoseThatHaveCome() throws IOException {
        assertThat(once(64)).isEqualTo(Watch.Outcome.FINISHED);
        assertThat(results.scored()).isEmpty();
        folder.add("a.json");
        once(64);
        once(64);
        folder.add("b.json");
        once(64);
        assertThat(results.of(0)).isEqualTo(folder.paths("a.json"));
        assertThat(results.of(1)).isEqualTo(folder.paths("b.json"));
        assertThat(results.scored()).hasSize(2);
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftForTheNextStart() throws IOException {
        folder.add("a.json", "b.json");
        Growing growing =
                new Growing(folder.files(), folder.in().resolve("b.json").toString());
        Watch.run(spark, folder.settings(growing, 64, WatchSettings.End.WHEN_SCORED), results);
        assertThat(results.scored()).isEqualTo(folder.paths("a.json"));
        once(64);
        assertThat(results.of(1)).isEqualTo(folder.paths("b.json"));
    }

    @Test
    void aBatchThatSparkHasNotHeardOfIsScoredAsItWasLogged() throws IOException {
        folder.add("a.json", "b.json", "c.json");
        once(1);
        // as a process that is killed at once does
        RecordingLog log = RecordingLog.open(
                new Folder(folder.checkpoint("sources/0/recordings").toString(), new Configuration()));
        folder.add("d.json", "e.json", "f.json");
        log.add(folder.paths("f.json", "d.json"));

        once(64);

        assertThat(results.of(3)).isEqualTo(folder.paths("f.json", "d.json"));
        assertThat(results.of(4)).isEqualTo(folder.paths("e.json"));
        assertThat(results.scored()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aBatchThatWasNotScoredToTheEndIsScoredAgainWithTheSameRecordings() throws IOException {
        scoresAgainAfter((recordings, batch) -> {
            throw new IOException("the process is killed while it scores");
        });
    }

    @Test
    void aBatchWhoseEndSparkHasNotNotedReplacesItsResult() throws IOException {
        scoresAgainAfter((recordings, batch) -> {
            results.score(recordings, batch);
            throw new IOException("the process is killed after it has scored");
        });
    }

    private void scoresAgainAfter(BatchScorer killed) throws IOException {
        folder.add("a.json", "b.json", "c.json");
        assertThatThrownBy(() -> Watch.run(spark, folder.once(2), (recordings, batch) -> {
                    (batch == 1 ? killed : results).score(recordings, batch);
                }))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the process is killed ");
        folder.add("0.json", "bb.json", "d.json");

        List<List<String>> again = new ArrayList<>();
        Watch.run(spark, folder.once(64), (recordings, batch) -> {
            again.add(recordings);
            results.score(recordings, batch);
        });

        assertThat(again).containsExactly(folder.paths("c.json"), folder.paths("0.json", "bb.json", "d.json"));
        assertThat(results.of(1)).isEqualTo(folder.paths("c.json"));
        assertThat(results.scored()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aSecondWatchOnTheSameCheckpointIsRefused() throws IOException {
        folder.add("a.json");
        List<Throwable> refused = new ArrayList<>();
        Watch.run(spark, folder.once(64), (recordings, batch) -> {
            try {
                once(64);
            } catch (IOException held) {
                refused.add(held);
            }
            results.score(recordings, batch);
        });
        assertThat(refused).singleElement().satisfies(held -> assertThat(held)
                .hasMessageContaining(folder.checkpoint("") + " is being written by process ")
                .hasMessageContaining("of a watch --to"));
        assertThat(results.scored()).isEqualTo(folder.paths("a.json"));
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefusedWithTheDifferences() throws IOException {
        folder.add("a.json");
        once(64);
        WatchSettings same = folder.once(64);
        WatchOrigin other = new WatchOrigin(
                same.origin().path(), "OpenPose", "c3d4", same.origin().windows());
        assertThatThrownBy(() -> Watch.run(
                        spark,
                        new WatchSettings(
                                same.source(), same.checkpoint(), other, same.quiet(), 64, WatchSettings.End.NEVER),
                        results))
                .isInstanceOf(ConfigError.class)
                .hasMessage(folder.checkpoint("") + " belongs to a watch with the source type AlphaPose, now OpenPose;"
                        + " with the model a1b2, now c3d4. Use the former settings, or another folder for the scores of the"
                        + " new ones");
        assertThat(folder.checkpoint("lease")).doesNotExist();
    }

    @Test
    void aCheckpointWhoseSettingsAreDamagedOrMissingIsRefused() throws IOException {
        folder.add("a.json");
        once(64);
        Path file = folder.checkpoint("watch.json");
        for (String damaged : List.of("", "null", "{", "{\"path\": \"x\"}", "[]")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> once(64))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + " of " + damaged.length() + " bytes is damaged, expected");
        }
        Files.delete(file);
        assertThatThrownBy(() -> once(64))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        folder.checkpoint("") + " is a checkpoint of Spark without the file watch.json of a watch");
    }

    @Test
    void aDamagedLogOfRecordingsIsRefused() throws IOException {
        folder.add("a.json");
        once(64);
        Path file = folder.checkpoint("sources/0/recordings/0-0.log");
        Files.writeString(file, "[\"file:/b.json\"]\n");
        assertThatThrownBy(() -> once(64))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("the log of recordings ")
                .hasMessageContaining(" has the file 0-0.log of 17 bytes with 1 lines, expected 2;");
        Files.delete(file);
        assertThatThrownBy(() -> once(64))
                .hasMessageContaining("ends with batch -1, and Spark's checkpoint with batch 0");
        assertThat(results.scored()).hasSize(1);
    }

    @Test
    void aMissingFolderIsRefusedBeforeAnythingIsWritten() throws IOException {
        Files.delete(folder.in());
        assertThatThrownBy(() -> once(64))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageStartingWith(folder.in() + ": no such folder, expected one that recordings arrive in");
        assertThat(folder.to()).doesNotExist();
    }
}
