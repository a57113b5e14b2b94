package io.skelspark.pipeline.exchange;

import io.skelspark.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The settings of a small network, for tests that export a run. */
final class SmallRun {
    private SmallRun() {}

    /**
     * Writes the settings and reads them.
     *
     * @param run name of the folder of the run, and of the file of settings
     */
    static RunConfig config(Path folder, String run, String... assignments) throws IOException {
        Path file = Files.writeString(
                folder.resolve(run + ".conf"),
                """
                include required(file("%s"))
                include required(file("%s"))
                name = small
                run-dir = "%s"
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                """
                        .formatted(
                                Path.of("conf/dataset/demo.conf").toAbsolutePath(),
                                Path.of("conf/stgcnpp/base.conf").toAbsolutePath(),
                                folder.resolve(run)));
        return RunConfig.load(file.toString(), List.of(assignments));
    }
}
