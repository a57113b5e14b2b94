package io.skelspark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private void write(String name, String text) throws IOException {
        AtomicFile.write(
                new org.apache.hadoop.fs.Path(folder.toString(), name),
                text.getBytes(StandardCharsets.UTF_8),
                new Configuration());
    }

    @Test
    void writesAndReplacesLeavingNothingElse() throws IOException {
        write("new/file.json", "first");
        write("new/file.json", "2nd");
        assertThat(folder.resolve("new/file.json")).hasContent("2nd");
        try (var entries = Files.list(folder.resolve("new"))) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void contentThatFailsHalfwayLeavesTheOlderFileAndNoPart() throws IOException {
        write("file.json", "older");
        assertThatThrownBy(() -> AtomicFile.write(
                        new org.apache.hadoop.fs.Path(folder.toString(), "file.json"),
                        stream -> {
                            stream.write('n');
                            throw new IOException("the source broke");
                        },
                        new Configuration()))
                .hasMessage("cannot write " + folder.resolve("file.json")
                        + " (the source broke); an older file is unharmed");
        assertThat(folder.resolve("file.json")).hasContent("older");
        try (var entries = Files.list(folder)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void aFailedWriteLeavesTheOlderFileAndNoPart() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/inside"));
        assertThatThrownBy(() -> write("taken", "text")).isInstanceOf(IOException.class);
        assertThat(taken).isDirectory();
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(folder.resolve("taken"));
        }
    }

    @Test
    void contentAndNameAreOnTheDiskWhenALocalFileIsWritten(@TempDir Path elsewhere) throws Exception {
        List<String> synced = new ArrayList<>();
        Path events = elsewhere.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            write("file.json", "text");
            recording.stop();
            recording.dump(events);
        }
        for (RecordedEvent event : RecordingFile.readAllEvents(events)) {
            String place = event.getString("path");
            if (place.startsWith(folder.toString())) {
                synced.add(place.substring(folder.toString().length()));
            }
        }
        assertThat(synced).hasSize(2);
        assertThat(synced.get(0)).matches("/\\.file\\.json\\..*\\.part");
        assertThat(synced.get(1)).isEmpty();
    }
}
