package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void findsIncludesBesideAFileThatIsGivenWithoutAFolder() throws IOException {
        Path bare = Path.of("settings-file-test.conf");
        try {
            Files.writeString(bare, "include required(\"jobs/sample.conf\")");
            assertThat(RunConfig.load(bare.toString(), List.of()).name()).isEqualTo("sample");
        } finally {
            Files.delete(bare);
        }
    }

    @Test
    void refusesANestOfBracesByOneLine() throws IOException {
        String file = write("deep.conf", "a=" + "{a:".repeat(20_000) + "1" + "}".repeat(20_000));
        assertThatThrownBy(() -> RunConfig.load(file, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("deep.conf nests sections, lists or includes more deeply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "include \"big.conf\"", "include required(file(\"%s\"))"})
    void refusesAFileOfAbsurdSizeBeforeItIsRead(String include) throws IOException {
        Path big = folder.resolve("big.conf");
        try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
            file.setLength((16 << 20) + 1);
        }
        String settings = include.isEmpty() ? big.toString() : write("job.conf", include.formatted(big));
        assertThatThrownBy(() -> RunConfig.load(settings, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("big.conf holds 16777217 bytes, expected at most 16777216");
    }

    @Test
    void namesTheTypeThatAKeyOfAnIncludedFileDoesNotBelongTo() throws IOException {
        String job = Path.of("jobs/sample.conf").toAbsolutePath().toString();
        String file = write(
                "job.conf", "include required(file(\"" + job + "\"))\ndataset.source { type = UtdMhadMat, path = a }");
        assertThatThrownBy(() -> RunConfig.load(file, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("unknown setting dataset.source.max-line-bytes (conf/dataset/sample.conf:")
                .hasMessageContaining("no key of dataset.source.type = UtdMhadMat (")
                .hasMessageContaining("job.conf:2)")
                .hasMessageContaining("to replace a section, assign null to it first");
        String replaced = write(
                "replaced.conf",
                "include required(file(\"" + job
                        + "\"))\ndataset.source = null\ndataset.source { type = UtdMhadMat, path = a }");
        assertThat(RunConfig.load(replaced, List.of()).dataset().source()).hasToString("UtdMhadMat[folder=a]");
    }

    @Test
    void namesFileAndLineOfASyntaxErrorAndOfAMissingInclude() throws IOException {
        String broken = write("broken.conf", "name = x\nframes = [1, 2\n");
        assertThatThrownBy(() -> RunConfig.load(broken, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("broken.conf: ")
                .message()
                .hasLineCount(1);
        String missing = write("missing.conf", "include required(\"nothing.conf\")");
        assertThatThrownBy(() -> RunConfig.load(missing, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("nothing.conf")
                .message()
                .hasLineCount(1);
    }

    @Test
    void refusesACycleOfIncludes() throws IOException {
        String file = write("one.conf", "include required(\"two.conf\")");
        write("two.conf", "include required(\"one.conf\")");
        assertThatThrownBy(() -> RunConfig.load(file, List.of()))
                .isInstanceOf(ConfigError.class)
                .message()
                .hasLineCount(1);
    }

    /** Its files and rows took the place of the stream's. */
    @Test
    void refusesAFusionWithTheNameOfAStream() throws IOException {
        String job = Path.of("jobs/sample.conf").toAbsolutePath().toString();
        String file = write(
                "job.conf", "include required(file(\"" + job + "\"))\nevaluate.fusion.joint { joint = 1, bone = 1 }");
        assertThatThrownBy(() -> RunConfig.load(file, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("evaluate.fusion.joint")
                .hasMessageContaining("a name that no stream has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"published.bones = 50", "evaluate.fusion.two { joint = 1, bones = 1 }"})
    void refusesAMisspeltStream(String line) throws IOException {
        String job = Path.of("jobs/sample.conf").toAbsolutePath().toString();
        String file = write("job.conf", "include required(file(\"" + job + "\"))\n" + line);
        assertThatThrownBy(() -> RunConfig.load(file, List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("job.conf")
                .hasMessageContaining("expected")
                .hasMessageContaining("joint, bone, joint-motion");
    }
}
