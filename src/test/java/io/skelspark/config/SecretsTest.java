package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://key:planted@bucket/runs",
                "runs=s3a://key:planted@bucket",
                "s3a://key:pla/nted@bucket/runs",
                "s3a://key:planted1234@bucket",
                "s3a://key:1234planted@bucket",
                "ftp://user:planted@host:21/set",
                "[hdfs://host/a, ftp://:planted@host/b]"
            })
    void refusesAUrlWithAPasswordWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Secrets.requireNone("runs", text))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("a URL with a password in runs, expected one without")
                .message()
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hdfs://host:8020/runs@2",
                "hdfs://host:8020",
                "hdfs://[::1]:8020/runs@2",
                "s3a://bucket/a:b@c",
                "abfs://container@account.dfs.core.windows.net/runs",
                "file:/tmp/a@b",
                "key = value@2"
            })
    void takesOtherPaths(String text) {
        assertThatCode(() -> Secrets.requireNone("runs", text)).doesNotThrowAnyException();
    }

    @Test
    void settingsHoldNoUrlWithAPassword() {
        assertThatThrownBy(() -> RunConfig.load("jobs/demo.conf", List.of("runs=s3a://key:planted@bucket/runs")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("runs (command line)")
                .message()
                .doesNotContain("planted");
        assertThatThrownBy(() -> RunConfig.load(
                        "jobs/demo.conf", List.of("dataset.source.path=s3a://key:planted@bucket/annotations")))
                .message()
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.password", "api-key", "train.auth-token", "pass", "my.key", "SECRET"})
    void refusesAKeyThatIsNamedLikeASecretWithoutRepeatingItsValue(String key) {
        assertThatThrownBy(() -> SettingsListing.of("jobs/demo.conf", List.of(key + "=planted"), ""))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(key + " (command line), expected none")
                .message()
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"http://u:planted@127.0.0.1:1/a.conf\"",
                "include url(\"http://u:planted@127.0.0.1:1/a\")"
            })
    void refusesAnIncludeByUrlWithoutRepeatingIt(String line) throws IOException {
        Path settings = Files.writeString(folder.resolve("url.conf"), line);
        assertThatThrownBy(() -> RunConfig.load(settings.toString(), List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("includes a URL, expected a file")
                .message()
                .doesNotContain("planted");
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private RunConfig named(String variable) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("named.conf"),
                "include required(file(\"%s\"))%nname = demo-${%s}%n"
                        .formatted(Path.of("jobs/demo.conf").toAbsolutePath(), variable));
        return RunConfig.load(settings.toString(), List.of());
    }

    /** The Maven build sets both. */
    @Test
    void takesVariablesOfTheEnvironmentButNoSecrets() throws IOException {
        assertThat(named("SPARK_SCALA_VERSION").name()).isEqualTo("demo-2.12");
        assertThatThrownBy(() -> named("SKELSPARK_TEST_SECRET"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("refers to the environment variable SKELSPARK_TEST_SECRET")
                .message()
                .doesNotContain("planted");
        assertThatThrownBy(() -> named("SKELSPARK_TEST_MISSING"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("SKELSPARK_TEST_MISSING");
    }
}
