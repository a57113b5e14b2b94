package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.ExecutorProcesses;
import io.skelspark.LocalCluster;
import io.skelspark.ResidentMemory;
import io.skelspark.SharedSpark;
import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the memory of a long training from outside its executors, with validations and checkpoints. */
@Tag("cluster")
class TrainSoakTest {
    private static final int EPOCHS = 10;
    /** After 609 of 2,030 steps: Java has compiled by then, and Spark's pools are full. */
    private static final int WARM_UP = 3;

    private static final int SAMPLE_MILLIS = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private RunConfig config() throws IOException {
        Path file = folder.resolve("soak.conf");
        Files.writeString(
                file,
                """
                include required(file("%s"))
                include required(file("%s"))
                name = soak
                dataset.path = "%s"
                runs = "%s"
                frames = 16, test-clips = 1
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                train { epochs = %d, repeat = 90, replicas = 2, batch-per-replica = 2, ranks = 2 }
                """
                        .formatted(
                                Path.of("conf/stgcnpp/base.conf").toAbsolutePath(),
                                Path.of("conf/dataset/sample.conf").toAbsolutePath(),
                                folder.resolve("prepared"),
                                folder.resolve("runs"),
                                EPOCHS));
        return RunConfig.load(file.toString(), List.of());
    }

    /** One array of 17 kB that stays open in each step of each rank takes more than 43 MB in the six epochs compared. */
    @Test
    void needsNoMoreIn2000StepsThanIn600() throws Exception {
        RunConfig config = config();
        Prepare.run(SharedSpark.session(), config.prepare(Existing.REFUSE));
        // the heap has its full size from the start, so that only native memory can grow
        String heap = "-Xms512m -XX:+AlwaysPreTouch";
        long[] peaks = new long[EPOCHS + 1];
        RunFolder run = new RunFolder(config.runDir(), new Configuration());
        try (JavaSparkContext cluster =
                LocalCluster.ofExecutors(2, 512, Map.of("spark.executor.defaultJavaOptions", heap))) {
            SparkSession session = new SparkSession(cluster.sc());
            CompletableFuture<Train.Outcome> training = CompletableFuture.supplyAsync(() -> train(session, config));
            while (!training.isDone()) {
                int finished = finishedEpochs(run);
                peaks[finished] = Math.max(peaks[finished], residentKibibytes());
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            }
            assertThat(training.join()).isEqualTo(Train.Outcome.FINISHED);
        }
        assertThat(peaks[EPOCHS - 1])
                .as("KiB of both executors at their peak, by finished epochs: %s", Arrays.toString(peaks))
                .isPositive()
                .isLessThan(peaks[WARM_UP] + 16 * 1024);
    }

    private static Train.Outcome train(SparkSession session, RunConfig config) {
        try {
            return Train.run(session, config, Train.Start.RESUME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int finishedEpochs(RunFolder run) {
        return MetricsLog.read(run).map(curves -> curves.validations().size()).orElse(0);
    }

    /** Returns the memory of all living executors together. */
    private static long residentKibibytes() {
        long sum = 0;
        for (ProcessHandle executor : ExecutorProcesses.of(ProcessHandle.current())) {
            try {
                sum += ResidentMemory.of(executor);
            } catch (IOException ended) {
                // takes up nothing
            }
        }
        return sum;
    }
}
