package io.skelspark.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment that decides the speed is the same for the driver, which the launcher starts, and all executors. */
class ProfilesTest {
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
}
