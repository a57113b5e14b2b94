package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Submission.Application;
import io.skelspark.YarnCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on YARN in cluster mode: driver and ranks in containers, from the one jar and the shipped profile. */
@Tag("cluster")
class YarnIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static YarnCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = new YarnCluster(folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Application submit(List<String> options, String job, String settings, String... overrides)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                job,
                settings,
                "dataset.source.path=" + Path.of("datasets/sample/sample.jsonl").toAbsolutePath(),
                "dataset.path=" + folder.resolve("prepared"),
                "runs=" + folder.resolve("runs"),
                "features=[joint]",
                "train.epochs=1"));
        arguments.addAll(List.of(overrides));
        return cluster.submit(options, arguments);
    }

    /** The settings come in an archive, as for a driver in a container. */
    @Test
    void makesATableInOneAttempt() throws Exception {
        String archive = folder.resolve("settings.zip").toString();
        assertThat(ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "cMf", archive, "conf", "jobs"))
                .isZero();
        Application run = submit(List.of("--archives", archive + "#settings"), "run", "settings/jobs/sample.conf");

        assertThat(run.exitCode()).as("%s", run.output()).isZero();
        assertThat(folder.resolve("runs/report")).isDirectoryContaining("glob:**accuracy.md");
        assertThat(cluster.containerLogs())
                .contains("2 rank(s) of 1 thread(s)")
                .containsOnlyOnce("report: " + folder.resolve("runs/report"));
    }

    @Test
    void saysThatAJobFailed() throws Exception {
        Application train = submit(
                List.of("--conf", "spark.yarn.maxAppAttempts=1"),
                "train",
                Path.of("jobs/sample.conf").toAbsolutePath().toString(),
                "dataset.path=" + folder + "/none");

        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.output()).contains("User application exited with status 1");
        assertThat(cluster.containerLogs()).contains("skelspark train: ", folder + "/none", "run prepare first");
    }
}
