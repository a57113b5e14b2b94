package io.skelspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.util.Event;

class TensorBoardLogTest {
    /** A storage that is not the local one by name. */
    public static final class Elsewhere extends RawLocalFileSystem {
        @Override
        public String getScheme() {
            return "elsewhere";
        }

        @Override
        public java.net.URI getUri() {
            return java.net.URI.create("elsewhere:///");
        }
    }

    private static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.elsewhere.impl", Elsewhere.class.getName());
        return hadoop;
    }

    /** The records of the only event file in a folder; each is length, masked CRC, bytes, masked CRC, little-endian. */
    private static List<Event> events(Path folder) throws IOException {
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        assertThat(files).singleElement().asString().contains("tfevents");
        List<Event> events = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.get(0))).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).isEqualTo(maskedCrc(length));
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(event);
            assertThat(bytes.getInt()).isEqualTo(maskedCrc(event));
            events.add(Event.parseFrom(event));
        }
        return events;
    }

    /** As TensorFlow's record format defines it. */
    private static int maskedCrc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + 0xa282ead8;
    }

    @Test
    void writesCurvesThatGrow(@TempDir Path folder) throws IOException {
        Path curves = folder.resolve("run/curves");
        try (TensorBoardLog log = new TensorBoardLog(curves.toString(), hadoop())) {
            log.scalar("train/loss", 4.25, 0);
            assertThat(events(curves)).as("events before it is closed").hasSize(2);
            log.scalar("train/loss", 3.5, 100);
            log.scalar("test/top1", 0.875, 100);
        }
        List<Event> events = events(curves);
        assertThat(events).hasSize(4);
        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.subList(1, 4))
                .extracting(event -> event.getSummary().getValue(0).getTag() + " " + event.getStep() + " "
                        + event.getSummary().getValue(0).getSimpleValue())
                .containsExactly("train/loss 0 4.25", "train/loss 100 3.5", "test/top1 100 0.875");
        double now = System.currentTimeMillis() / 1000.0;
        assertThat(events).allSatisfy(event -> assertThat(event.getWallTime()).isBetween(now - 600, now));
    }

    @Test
    void copiesCurvesToOtherStorageWhenItIsClosed(@TempDir Path folder) throws IOException {
        Path curves = folder.resolve("curves");
        try (TensorBoardLog log = new TensorBoardLog("elsewhere://" + curves, hadoop())) {
            log.scalar("train/loss", 4.25, 7);
        }
        assertThat(events(curves)).hasSize(2);
    }

    @Test
    void saysWhereItCannotWrite(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new TensorBoardLog(file.toString(), hadoop()).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
