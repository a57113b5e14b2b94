package io.skelspark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void aFileReplacedAfterItWasFoundIsReadWhole() throws IOException {
        Path path = Files.writeString(folder.resolve("driver.json"), "node-7");
        InputFile file = InputFile.find(new org.apache.hadoop.fs.Path(path.toString()), new Configuration())
                .orElseThrow();
        for (String content : new String[] {"node-7, process 4711", "no"}) {
            Files.writeString(path, content);
            assertThat(file.bytes()).asString().isEqualTo(content);
        }
    }
}
