package io.skelspark.pipeline;

import io.skelspark.SharedSpark;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample set, prepared once for all tests of a process; each test has a copy, which it may damage. */
public final class PreparedSample {
    private static Path prepared = Path.of("");

    private PreparedSample() {}

    /** Copies the prepared set into a folder that does not exist yet. */
    public static synchronized void copyTo(Path folder) throws IOException {
        if (!Files.exists(prepared.resolve("manifest.json"))) {
            prepared = Files.createTempDirectory("sample").resolve("prepared");
            List<String> paths = List.of(
                    "dataset.source.path="
                            + Path.of("datasets/sample/sample.jsonl").toAbsolutePath(),
                    "dataset.path=" + prepared);
            RunConfig config = RunConfig.load("jobs/sample.conf", paths);
            Prepare.run(SharedSpark.session(), config.prepare(Existing.REFUSE));
        }
        try (Stream<Path> files = Files.walk(prepared)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(prepared.relativize(file)));
            }
        }
    }
}
