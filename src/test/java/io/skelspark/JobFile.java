package io.skelspark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of jobs that {@code jobs/} does not have. */
public final class JobFile {
    private JobFile() {}

    /** Writes a job of the published set of 60 classes, as 2D joints, for a network; returns its path. */
    public static String of(Path folder, String network) throws IOException {
        Path file = folder.resolve("job.conf");
        Files.writeString(
                file,
                """
                include required(file("%s"))
                include required(file("%s"))
                name = job
                """
                        .formatted(
                                Path.of(network).toAbsolutePath(),
                                Path.of("conf/dataset/ntu60-xsub-2d.conf").toAbsolutePath()));
        return file.toString();
    }
}
