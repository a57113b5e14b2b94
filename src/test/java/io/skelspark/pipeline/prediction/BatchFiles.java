package io.skelspark.pipeline.prediction;

import io.skelspark.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A scorer that writes the names of the recordings of a batch into a file, one a line.
 *
 * @param folder of the files
 */
record BatchFiles(Path folder) implements BatchScorer {
    @Override
    public void score(List<String> recordings, long batch) throws IOException {
        AtomicFile.write(
                new org.apache.hadoop.fs.Path(file(batch).toString()),
                String.join("\n", recordings).getBytes(StandardCharsets.UTF_8),
                new Configuration());
    }

    private Path file(long batch) {
        return folder.resolve("batch=" + batch);
    }

    /** Returns the recordings of a batch. */
    List<String> of(long batch) throws IOException {
        return Files.readAllLines(file(batch));
    }

    /** Returns the recordings of all batches. */
    List<String> scored() throws IOException {
        List<String> scored = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                scored.addAll(Files.readAllLines(file));
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return scored;
    }
}
