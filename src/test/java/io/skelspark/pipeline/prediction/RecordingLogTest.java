package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.storage.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingLogTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path place;

    private RecordingLog open() throws IOException {
        return RecordingLog.open(new Folder(place.resolve("log").toString(), new Configuration()), 3);
    }

    private RecordingLog ofBatches(int count) throws IOException {
        RecordingLog log = open();
        while (log.last() < count - 1) {
            log.add(List.of("recording " + (log.last() + 1), "another " + (log.last() + 1)));
        }
        return log;
    }

    private Path file(String name) {
        return place.resolve("log").resolve(name);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("log"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void batchesAreReadAsTheyWereAdded() throws IOException {
        List<String> unusual = List.of("file:/a b/\"c\".json", "file:/line\nfeed\u2028\r", "file:/Aufnahme Ä 拿起");
        RecordingLog log = open();
        assertThat(log.last()).isEqualTo(-1);
        log.add(unusual);
        log.add(List.of("file:/second"));

        RecordingLog again = open();

        assertThat(again.last()).isEqualTo(1);
        assertThat(again.batch(0)).isEqualTo(unusual);
        assertThat(again.batch(1)).containsExactly("file:/second");
        assertThat(unusual).allMatch(again::knows);
        assertThat(again.knows("file:/third")).isFalse();
    }

    @Test
    void aFileReplacesThreeOfOneSize() throws IOException {
        ofBatches(2);
        assertThat(files()).containsExactly("0-0.log", "1-1.log");
        ofBatches(3);
        assertThat(files()).containsExactly("0-2.log");
        ofBatches(8);
        assertThat(files()).containsExactly("0-2.log", "3-5.log", "6-6.log", "7-7.log");
        ofBatches(9);
        assertThat(files()).containsExactly("0-8.log");
        ofBatches(31);
        assertThat(files()).containsExactly("0-26.log", "27-29.log", "30-30.log");

        RecordingLog log = open();
        for (int batch = 0; batch < 31; batch++) {
            assertThat(log.batch(batch)).containsExactly("recording " + batch, "another " + batch);
        }
    }

    @Test
    void filesThatAKilledProcessHasLeftAreRemoved() throws IOException {
        ofBatches(2);
        byte[] first = Files.readAllBytes(file("0-0.log"));
        byte[] second = Files.readAllBytes(file("1-1.log"));
        ofBatches(4);
        Files.write(file("0-0.log"), first);
        Files.write(file("1-1.log"), second);
        Files.createFile(file(".4-4.log.0815.part"));

        assertThat(open().last()).isEqualTo(3);
        assertThat(files()).containsExactly("0-2.log", "3-3.log");
    }

    @Test
    void aFileThatIsCutOffIsNamed() throws IOException {
        ofBatches(1);
        byte[] whole = Files.readAllBytes(file("0-0.log"));
        // without its last line feed it is whole
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file("0-0.log"), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open)
                    .as("%s bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the log of recordings " + place.resolve("log") + " has the file 0-0.log of "
                            + length + " bytes with ")
                    .hasMessageContaining("it is cut off or damaged. Restore the folder, or let another folder");
        }
    }

    @Test
    void aFileWithAFlippedBitIsNamed() throws IOException {
        ofBatches(3);
        byte[] whole = Files.readAllBytes(file("0-2.log"));
        for (int place = 0; place < whole.length; place++) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 1;
            Files.write(file("0-2.log"), flipped);
            assertThatThrownBy(this::open)
                    .as("byte %s", place)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has the file 0-2.log of " + whole.length + " bytes with ");
        }
    }

    @Test
    void aFileUnderTheNameOfAnotherIsNamed() throws IOException {
        ofBatches(2);
        Files.copy(file("1-1.log"), file("2-2.log"));
        assertThatThrownBy(this::open).hasMessageContaining("has the file 2-2.log of ");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        ofBatches(5);
        Files.delete(file("3-3.log"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no file for batch 3, and one for batch 4 to 4");
        Files.delete(file("4-4.log"));
        RecordingLog log = open();
        assertThatThrownBy(() -> log.batch(4))
                .hasMessageContaining("ends with batch 2, and Spark's checkpoint with batch 4");
    }
}
