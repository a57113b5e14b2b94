package io.skelspark.jobs;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit/gpu-addresses} makes of what nvidia-smi says. */
class GpuAddressesTest {
    /** All of the script's PATH. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path tools;

    private record Ended(int code, String output) {}

    private Ended script() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "submit/gpu-addresses").redirectErrorStream(true);
        builder.environment().put("PATH", tools.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private void nvidiaSmi(String text) throws IOException {
        Path tool = Files.createFile(tools.resolve("nvidia-smi"), asFileAttribute(fromString("rwx------")));
        Files.writeString(tool, "#!/bin/sh\n" + text + "\n");
    }

    @Test
    void printsIndicesAsSparkReadsThem() throws Exception {
        nvidiaSmi("printf '0\\n1\\n10\\n'");

        Ended ended = script();

        assertThat(ended.code()).as(ended.output()).isZero();
        ResourceInformation found = ResourceInformation.parseJson(ended.output());
        assertThat(found.name()).isEqualTo("gpu");
        assertThat(found.addresses()).containsExactly("0", "1", "10");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Ended ended = script();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .startsWith("gpu-addresses: there is no nvidia-smi on PATH (" + tools + ")")
                .contains("install the NVIDIA driver");
    }

    @Test
    void saysWhatTheDriverSays() throws Exception {
        nvidiaSmi("echo 'cannot talk to the driver'; exit 9");

        Ended ended = script();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).startsWith("gpu-addresses: nvidia-smi failed: cannot talk to the driver");
    }

    @Test
    void findsNoGpuAnError() throws Exception {
        nvidiaSmi("true");

        Ended ended = script();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).startsWith("gpu-addresses: nvidia-smi names no GPU");
    }
}
