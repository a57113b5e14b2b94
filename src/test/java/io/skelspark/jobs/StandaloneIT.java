package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skelspark.FakeGpus;
import io.skelspark.SharedSpark;
import io.skelspark.StandaloneCluster;
import io.skelspark.Submission.Application;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training on a standalone cluster of processes, from the one jar, and what becomes of it when something dies: it must end
 * with the bytes of a run that nobody disturbed. All runs write to the same folder one after the other, since the path of
 * that is among the settings that a checkpoint carries.
 */
class StandaloneIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<String> NO_OPTIONS = List.of();
    private static final List<String> A_GPU_EACH = List.of("--conf", "spark.executor.resource.gpu.amount=1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static StandaloneCluster cluster;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path undisturbed;

    /** Settings beside the copied bases, as they would lie on storage that all machines see. */
    @BeforeAll
    static void anUndisturbedRunOnTwoExecutors() throws Exception {
        copy(Path.of("conf"), folder.resolve("settings/conf"));
        Files.writeString(
                folder.resolve("settings/job.conf"),
                """
                include required("conf/stgcnpp/base.conf")
                include required("conf/dataset/sample.conf")
                name = survival
                dataset { source.path = "%s", path = "%s" }
                runs = "%s"
                frames = 16, test-clips = 1
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                train {
                  epochs = 2, repeat = 54, replicas = 4, batch-per-replica = 2, log-interval = 3
                  ranks = 2, checkpoint-interval = 4, timeout-seconds = 60
                }
                """
                        .formatted(
                                Files.copy(Path.of("datasets/sample/sample.jsonl"), folder.resolve("sample.jsonl")),
                                folder.resolve("prepared"),
                                folder.resolve("runs")));
        String discovery = FakeGpus.all(folder, "0", "1").toString();
        cluster = new StandaloneCluster(
                folder, Map.of("SKELSPARK_CORES", "4", "SKELSPARK_GPUS", "1", "SKELSPARK_DISCOVERY", discovery));
        SharedSpark.session(); // the job takes the session that is there, and ends it
        assertThat(Skelspark.commandLine().execute("prepare", settings())).isZero();
        Application train = train();
        assertThat(train.exitCode()).as(train.output()).isZero();
        undisturbed = keepRun("undisturbed");
    }

    @AfterAll
    static void stopTheCluster() throws Exception {
        cluster.close();
    }

    @AfterEach
    void removeTheRun() throws IOException {
        if (Files.exists(run())) {
            keepRun("last-" + System.nanoTime());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.copy(each, to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String settings() {
        return folder.resolve("settings/job.conf").toString();
    }

    private static Path run() {
        return folder.resolve("runs/joint");
    }

    private static Path keepRun(String name) throws IOException {
        return Files.move(run(), folder.resolve(name));
    }

    private static Application train(String... overrides) throws IOException {
        return trainWith(NO_OPTIONS, overrides);
    }

    private static Application trainWith(List<String> options, String... overrides) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", settings()));
        arguments.addAll(Arrays.asList(overrides));
        return cluster.submit(options, arguments);
    }

    /** Waits until the run has a checkpoint within its first epoch. */
    private static void awaitTheMiddleOf(Application train) {
        awaitCheckpoint(train, name -> name.matches("epoch-0{6}-iteration-0*[1-9]\\d*\\..*"));
    }

    private static void awaitCheckpoint(Application train, Predicate<String> wanted) {
        train.await("checkpoint", () -> checkpoints().stream().anyMatch(wanted));
    }

    /** From the oldest to the newest. */
    private static List<String> checkpoints() throws IOException {
        Path checkpoints = run().resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("epoch"))
                    .sorted()
                    .toList();
        }
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Weights, statistics, momentum, provenance: each file as a whole; metrics but for times. */
    private static void assertSameAsUndisturbed() throws IOException {
        for (String model : List.of("last.safetensors", "best.safetensors")) {
            assertThat(run().resolve(model)).hasSameBinaryContentAs(undisturbed.resolve(model));
        }
        assertThat(metrics(run())).isEqualTo(metrics(undisturbed)).contains("acc/top1");
    }

    private static String metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceAll("\"(data_time|time)\":[^,]*,", ""))
                .collect(Collectors.joining("\n"));
    }

    /** How often ranks were started, and how often within an epoch. */
    private static long starts(Application train, String progress) {
        return train.output()
                .lines()
                .filter(line -> line.matches(".*training survival joint from \\S+ after epoch " + progress))
                .count();
    }

    @Test
    void aKilledExecutorCostsTheStepsSinceTheLastCheckpoint() throws Exception {
        Application train = train();
        awaitTheMiddleOf(train);

        signal("-KILL", cluster.executors().get(1));

        assertThat(train.exitCode()).as(train.output()).isZero();
        assertThat(starts(train, "\\d")).isEqualTo(1);
        assertThat(starts(train, "\\d and \\d+ iterations")).isEqualTo(1);
        assertThat(train.output()).containsPattern("rank \\d of 2: lost: its executor at \\S+ has disconnected");
        assertSameAsUndisturbed();
    }

    @Test
    @Tag("cluster")
    void aRankThatHangsIsNamedAndReplaced() throws Exception {
        Application train = train("train.timeout-seconds=8");
        awaitTheMiddleOf(train);

        signal("-STOP", cluster.executors().get(0));

        assertThat(train.exitCode()).as(train.output()).isZero();
        assertThat(train.output())
                .containsPattern("rank \\d.* (of rank \\d.*not done after|waited) PT8S")
                .containsPattern("rank \\d hangs: replacing its executor \\d");
        // on a busy machine the new executor may itself be too slow for so short a time-out, and is waited for once
        // more
        assertThat(starts(train, "\\d and \\d+ iterations")).isPositive();
        assertThat(metrics(run())).isEqualTo(metrics(undisturbed));
        assertThat(tensors(run())).isEqualTo(tensors(undisturbed));
    }

    @Test
    @Tag("cluster")
    void theSameCommandGoesOnAfterSigtermAKilledDriverAndATornCheckpoint() throws Exception {
        Application stopped = train();
        awaitTheMiddleOf(stopped);
        signal("-TERM", stopped.driver());
        assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(3);
        String left = newest();

        Application killed = train();
        awaitCheckpoint(killed, name -> name.compareTo(left) > 0);
        signal("-KILL", killed.driver());
        assertThat(killed.exitCode()).isEqualTo(137);
        await().atMost(LONGEST).until(() -> cluster.executors().isEmpty());
        assertThat(starts(killed, "0 and \\d+ iterations")).isEqualTo(1);
        Path torn = run().resolve("checkpoints").resolve(newest());
        byte[] whole = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(whole, whole.length / 2));

        Application last = train();
        assertThat(last.exitCode()).as(last.output()).isZero();
        assertThat(last.output())
                .contains(torn.getFileName() + " of " + whole.length / 2 + " bytes")
                .contains("instead");
        assertSameAsUndisturbed();
    }

    private static String newest() throws IOException {
        List<String> checkpoints = checkpoints();
        return checkpoints.get(checkpoints.size() - 1);
    }

    @Test
    @Tag("cluster")
    void aLossThatIsNoNumberFailsOnceAndSaysWhere() throws Exception {
        Application train = train("train.learning-rate=1000", "train.scale-learning-rate=false");

        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(starts(train, ".*")).isEqualTo(1);
        assertThat(lastLine(train))
                .startsWith("skelspark train: ")
                .containsAnyOf("loss is NaN in epoch 1", "loss is Infinity in epoch 1")
                .contains("at learning rate", "on the samples [");
    }

    private static String lastLine(Application application) {
        String[] lines = application.output().split("\n", -1);
        return lines[lines.length - 2];
    }

    /** The workers only claim to have GPUs: Spark hands them out, and the libtorch for processors sees none of them. */
    @Test
    @Tag("cluster")
    void preparesWithoutGpusAndSaysOnceThatTheEngineSeesNone() throws Exception {
        String set = folder.resolve("prepared-beside-gpus").toString();
        Application run =
                cluster.submit(A_GPU_EACH, List.of("run", settings(), "dataset.path=" + set, "train.device=gpu"));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("in " + set).contains("on 2 rank(s)");
        assertThat(starts(run, ".*")).isEqualTo(1);
        assertThat(lastLine(run))
                .matches("skelspark run: rank (0|1) of 2: Spark hands out GPU (0|1) here, but libtorch 2\\.7\\.1 .*")
                .contains("sees no GPU", "PYTORCH_LIBRARY_PATH", "train.device=cpu");
    }

    @Test
    @Tag("cluster")
    void theDoctorShowsEachExecutorsGpu() throws Exception {
        Application doctor = cluster.submit(A_GPU_EACH, List.of("doctor"));

        assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(1);
        assertThat(doctor.output())
                .contains("GPUs that Spark hands out")
                .containsPattern("executor \\d +0\\n")
                .containsPattern("executor \\d +1\\n")
                .containsPattern("error: executor \\d: Spark hands out GPU 1 here, but libtorch");
    }

    @Test
    @Tag("cluster")
    void trainsTheSameModelOnOneTwoAndFourRanks() throws Exception {
        byte[] two = tensors(undisturbed);

        Application one = train("train.ranks=1");
        assertThat(one.exitCode()).as(one.output()).isZero();
        assertThat(one.output()).contains("on 1 rank(s)");
        assertThat(tensors(run())).isEqualTo(two);
        assertThat(metrics(run())).isEqualTo(metrics(undisturbed));
        keepRun("one");

        Application four = trainWith(List.of("--conf", "spark.cores.max=4"), "train.ranks=4");
        assertThat(four.exitCode()).as(four.output()).isZero();
        assertThat(four.output()).contains("on 4 rank(s)");
        assertThat(tensors(run())).isEqualTo(two);
        assertThat(metrics(run())).isEqualTo(metrics(undisturbed));
    }

    @Test
    @Tag("cluster")
    void trainsTheSameModelWithItsDriverOnAWorker() throws Exception {
        Application submitted = trainWith(
                List.of("--deploy-mode", "cluster", "--conf", "spark.standalone.submit.waitAppCompletion=true"));

        submitted.exitCode();
        assertThat(cluster.driverLogs()).contains("trained survival joint");
        assertSameAsUndisturbed();
    }

    /** Returns the values after the header, which holds the settings and the number of ranks. */
    private static byte[] tensors(Path run) throws IOException {
        byte[] file = Files.readAllBytes(run.resolve("last.safetensors"));
        int header = (file[0] & 0xff) | (file[1] & 0xff) << 8 | (file[2] & 0xff) << 16;
        return Arrays.copyOfRange(file, 8 + header, file.length);
    }
}
