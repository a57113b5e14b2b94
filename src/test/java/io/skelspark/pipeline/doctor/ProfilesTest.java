package io.skelspark.pipeline.doctor;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profiles of spark-submit, and what the launcher makes of them. */
class ProfilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static Map<String, String> found(String file, String pattern) throws IOException {
        Matcher lines = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(Path.of("submit", file)));
        Map<String, String> values = new TreeMap<>();
        while (lines.find()) {
            values.put(lines.group(1), lines.group(2));
        }
        return values;
    }

    private static Map<String, String> launched() throws IOException {
        return found("skelspark", "^export (MALLOC_\\w+|GLIBC_TUNABLES|OMP_NUM_THREADS)=\\$\\{\\1:-(.*)}$");
    }

    @Test
    void theLauncherSetsEachVariableThatTheDoctorLooksFor() throws IOException {
        assertThat(launched()).containsOnlyKeys(ProcessFacts.VARIABLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standalone.conf", "yarn.conf", "kubernetes.conf"})
    void executorsGetWhatTheLauncherSets(String profile) throws IOException {
        assertThat(found(profile, "^spark\\.executorEnv\\.(\\S+) +(\\S+)$")).containsAllEntriesOf(launched());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.conf", "standalone.conf"})
    void sparksPageListensOnTheLoopbackAddressAndEndsNothing(String profile) throws Exception {
        assertThat(found(profile, "^(spark\\.\\S+) +(\\S+)$"))
                .containsEntry("spark.ui.killEnabled", "false")
                .containsEntry("spark.skelspark.pageAddress", "127.0.0.1");
        assertThat(addressOfThePage(profile, Map.of())).isEqualTo("127.0.0.1");
    }

    @Test
    void sparksPageIsOpenedUpOnPurpose() throws Exception {
        assertThat(addressOfThePage("local.conf", Map.of("SPARK_LOCAL_IP", "192.0.2.7")))
                .isEqualTo("192.0.2.7");
        assertThat(addressOfThePage("yarn.conf", Map.of())).isEmpty();
    }

    /** Launches a job with a Spark that prints the address that it would bind its page to. */
    private String addressOfThePage(String profile, Map<String, String> environment) throws Exception {
        Path place = Files.createTempDirectory(folder, "application");
        Path submit = Files.createDirectories(place.resolve("submit"));
        for (String file : List.of("skelspark", "spark-home", profile)) {
            Files.copy(Path.of("submit", file), submit.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createFile(Files.createDirectories(place.resolve("target")).resolve("skelspark.jar"));
        Path home = place.resolve("spark");
        Files.createFile(Files.createDirectories(home.resolve("jars")).resolve("spark-core_2.12-3.5.9.jar"));
        Files.writeString(
                Files.createFile(
                        Files.createDirectories(home.resolve("bin")).resolve("spark-submit"),
                        asFileAttribute(fromString("rwx------"))),
                "#!/bin/sh\necho \"$SPARK_LOCAL_IP\"\n");
        ProcessBuilder builder = new ProcessBuilder(submit.resolve("skelspark").toString(), "train", "job.conf");
        builder.environment().remove("SPARK_LOCAL_IP");
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SKELSPARK_PROFILE", submit.resolve(profile).toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
