package io.skelspark;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Scripts that tell Spark of GPUs that are not there. */
public final class FakeGpus {
    private FakeGpus() {}

    /** A script that finds the same GPUs whenever it is run. */
    public static Path all(Path folder, String... addresses) throws IOException {
        String list = List.of(addresses).stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
        return script(folder, "echo '{\"name\": \"gpu\", \"addresses\": [%s]}'".formatted(list));
    }

    /** A script that finds one GPU, another each time it is run. */
    public static Path oneByOne(Path folder, String... addresses) throws IOException {
        Path found = Files.createTempDirectory(folder, "found");
        return script(
                folder,
                """
                for address in %s; do
                    if mkdir "%s/$address" 2>/dev/null; then
                        echo "{\\"name\\": \\"gpu\\", \\"addresses\\": [\\"$address\\"]}"
                        exit
                    fi
                done
                exit 1"""
                        .formatted(String.join(" ", addresses), found));
    }

    private static Path script(Path folder, String text) throws IOException {
        Path script = Files.createTempFile(folder, "gpus", ".sh", asFileAttribute(fromString("rwx------")));
        return Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    }
}
