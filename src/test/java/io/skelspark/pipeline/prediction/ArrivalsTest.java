package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.JsonLines;
import io.skelspark.source.SkeletonSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings by a clock that the test sets. */
class ArrivalsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path place;

    @SuppressWarnings("NullAway.Init")
    private WatchedFolder folder;

    private final Configuration hadoop = new Configuration();
    private Duration quiet = Duration.ofSeconds(5);
    private long seconds = 1_000_000;

    /** A file system that finds a folder and cannot list it. */
    public static final class Broken extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("broken:///");
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            throw new IOException("the storage does not answer");
        }
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = WatchedFolder.below(place);
    }

    private Arrivals of(SkeletonSource source) {
        return of(source, folder.in().toString());
    }

    private Arrivals of(SkeletonSource source, String path) {
        WatchOrigin origin = new WatchOrigin(path, "AlphaPose", "", "");
        return new Arrivals(
                new WatchSettings(source, "", origin, quiet, 1, WatchSettings.End.NEVER),
                hadoop,
                () -> seconds * 1_000_000_000);
    }

    private List<String> after(int wait, Arrivals arrivals) throws IOException {
        seconds += wait;
        return arrivals.list(recording -> false);
    }

    @Test
    void aFileHasArrivedWhenTwoListingsFindItUnchanged() throws IOException {
        Arrivals arrivals = of(folder.files());
        folder.add("a.json");
        assertThat(after(0, arrivals)).isEmpty();
        folder.add("day/b.json");
        assertThat(after(4, arrivals)).isEmpty();
        assertThat(arrivals.found()).isEqualTo(2);
        assertThat(after(1, arrivals)).containsExactly(folder.path("a.json"));
        assertThat(after(4, arrivals)).containsExactly(folder.path("a.json"), folder.path("day/b.json"));
    }

    @Test
    void aFileThatGrowsWaitsUntilItIsQuiet() throws IOException {
        Arrivals arrivals = of(folder.files());
        Path file = folder.write("a.json", "[");
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(after(0, arrivals)).isEmpty();
        for (String content : List.of("[{", "[{}", "[{}]")) {
            folder.write("a.json", content);
            Files.setLastModifiedTime(file, time);
            assertThat(after(9, arrivals)).as(content).isEmpty();
        }
        assertThat(after(4, arrivals)).isEmpty();
        assertThat(after(1, arrivals)).containsExactly(folder.path("a.json"));
    }

    @Test
    void aFileThatIsWrittenAgainWithTheSameLengthWaits() throws IOException {
        Arrivals arrivals = of(folder.files());
        Path file = folder.write("a.json", "[]");
        after(0, arrivals);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        assertThat(after(5, arrivals)).isEmpty();
        assertThat(after(5, arrivals)).hasSize(1);
    }

    @Test
    void timesInTheFutureOfThisMachineAreTimesAsAnyOther() throws IOException {
        Arrivals arrivals = of(folder.files());
        Path file = folder.write("a.json", "[]");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
        after(0, arrivals);
        assertThat(after(5, arrivals)).hasSize(1);
    }

    @Test
    void aFolderHasArrivedWhenNoFrameIsAddedChangedOrRemoved() throws IOException {
        Arrivals arrivals = of(folder.folders());
        folder.write("a/f_000000000000_keypoints.json", "f_00");
        folder.write("b/f_000000000000_keypoints.json", "f_00");
        after(0, arrivals);
        folder.add("a/f_000000000001_keypoints.json");
        assertThat(after(5, arrivals)).containsExactly(folder.path("b"));
        folder.write("a/f_000000000001_keypoints.json", "[longer]");
        assertThat(after(5, arrivals)).containsExactly(folder.path("b"));
        Files.delete(folder.in().resolve("a/f_000000000000_keypoints.json"));
        assertThat(after(5, arrivals)).containsExactly(folder.path("b"));
        assertThat(after(5, arrivals)).containsExactly(folder.path("a"), folder.path("b"));
    }

    @Test
    void ofManyFilesInAFolderOnlyTheQuietOnesHaveArrived() throws IOException {
        Arrivals arrivals = of(folder.files());
        for (int i = 10; i < 50; i++) {
            folder.add(i + ".json");
        }
        after(0, arrivals);
        folder.write("30.json", "[longer]");
        Files.delete(folder.in().resolve("31.json"));
        assertThat(after(5, arrivals))
                .hasSize(38)
                .contains(folder.path("29.json"), folder.path("32.json"))
                .doesNotContain(folder.path("30.json"), folder.path("31.json"));
        assertThat(after(5, arrivals)).hasSize(39).contains(folder.path("30.json"));
    }

    @Test
    void withoutAQuietTimeARecordingHasArrivedWhenItIsSeenFirst() throws IOException {
        quiet = Duration.ZERO;
        folder.add("a.json");
        assertThat(after(0, of(folder.files()))).containsExactly(folder.path("a.json"));
    }

    @Test
    void recordingsThatAreKnownAndFilesThatAreHiddenAreLeftOut() throws IOException {
        Arrivals arrivals = of(folder.lines());
        folder.add("a.jsonl", "b.jsonl", ".c.jsonl", "_d.jsonl");
        Set<String> known = Set.of(folder.path("a.jsonl"));
        arrivals.list(known::contains);
        seconds += 5;
        assertThat(arrivals.list(known::contains)).containsExactly(folder.path("b.jsonl"));
        assertThat(arrivals.found()).isEqualTo(1);
    }

    @Test
    void aFolderWithoutRecordingsWaitsForThem() throws IOException {
        for (SkeletonSource source : List.of(folder.files(), folder.folders(), folder.lines())) {
            assertThat(after(5, of(source))).isEmpty();
        }
        folder.add("notes.txt");
        assertThat(after(5, of(folder.files()))).isEmpty();
        assertThat(after(5, of(folder.files(), folder.in() + "/*.json"))).isEmpty();
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        Arrivals arrivals = of(folder.files());
        Files.delete(folder.in());
        assertThatThrownBy(() -> after(0, arrivals))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(folder.in()
                        + ": no such folder, expected one that recordings arrive in; create it, or fix the path");
    }

    @Test
    void aStorageThatFailsIsNoEmptyFolder() {
        hadoop.setClass("fs.broken.impl", Broken.class, org.apache.hadoop.fs.FileSystem.class);
        String path = "broken:" + folder.in();
        Arrivals arrivals = of(new JsonLines(List.of(path), List.of(), 1), path);
        assertThatThrownBy(() -> after(0, arrivals)).hasMessage("the storage does not answer");
    }
}
