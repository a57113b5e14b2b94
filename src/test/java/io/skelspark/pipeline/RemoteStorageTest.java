package io.skelspark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skelspark.ExecutorProcesses;
import io.skelspark.LocalCluster;
import io.skelspark.S3Server;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import io.skelspark.pipeline.scoring.ExportScores;
import io.skelspark.pipeline.scoring.ReportFolder;
import io.skelspark.pipeline.training.Train;
import io.skelspark.skeleton.Feature;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Existing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs all jobs on two executors with source, prepared set, checkpoints and tables on HDFS and on an object store: they
 * give the same weights, metrics and tables as on a local disk, also if an executor dies or a checkpoint is torn.
 */
@Tag("cluster")
class RemoteStorageTest {
    private static final int LONGEST_MINUTES = 3;
    /** Larger than a block of the HDFS and than a part of an upload. */
    private static final int SEVERAL_PARTS = (6 << 20) + 1;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static java.nio.file.Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static MiniDFSCluster hdfs;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static S3Server s3;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JavaSparkContext spark;

    /** The folder of the files that all others must equal. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String local;

    @BeforeAll
    static void startTheStoragesAndMakeTheTableOnALocalDisk() throws Exception {
        Files.writeString(
                folder.resolve("sample.conf"),
                """
                include required(file("%s"))
                include required(file("%s"))
                name = sample
                dataset.partitions = 2
                frames = 16, test-clips = 1
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                train {
                  epochs = 2, repeat = 9, replicas = 4, batch-per-replica = 2, log-interval = 2
                  ranks = 2, checkpoint-interval = 2, timeout-seconds = 60
                }
                """
                        .formatted(
                                java.nio.file.Path.of("conf/stgcnpp/base.conf").toAbsolutePath(),
                                java.nio.file.Path.of("conf/dataset/sample.conf")
                                        .toAbsolutePath()));
        s3 = new S3Server(Files.createDirectories(folder.resolve("s3")), "secret-of-tests");
        hdfs = new MiniDFSCluster.Builder(
                        new Configuration(),
                        Files.createDirectories(folder.resolve("hdfs")).toFile())
                .build();
        hdfs.waitActive();
        spark = LocalCluster.ofExecutors(2, 1024, settings());
        local = folder.resolve("local").toUri().toString();
        prepare(local);
        Train.run(session(), config(local), Train.Start.RESUME);
        Evaluate.run(session(), List.of(config(local)), EvaluationRules.STRICT);
    }

    /** Sets blocks and parts to their smallest size. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(s3.settings());
        settings.put("spark.hadoop.dfs.blocksize", Integer.toString(1 << 20));
        settings.put("spark.hadoop.fs.s3a.multipart.size", "5M");
        return settings;
    }

    @AfterAll
    static void stop() {
        spark.stop();
        hdfs.shutdown();
        s3.close();
    }

    private static Stream<String> storages() throws IOException {
        return Stream.of(hdfs.getURI().toString(), s3.bucket());
    }

    private static SparkSession session() {
        return SparkSession.builder().getOrCreate();
    }

    private static Configuration hadoop() {
        return spark.hadoopConfiguration();
    }

    private static RunConfig config(String root) {
        return RunConfig.load(
                folder.resolve("sample.conf").toString(),
                List.of(
                        "dataset.source.path=" + root + "/sample.jsonl",
                        "dataset.path=" + root + "/prepared",
                        "runs=" + root + "/runs"));
    }

    private static void prepare(String root) throws IOException {
        byte[] source = Files.readAllBytes(java.nio.file.Path.of("datasets/sample/sample.jsonl"));
        AtomicFile.write(new Path(root, "sample.jsonl"), source, hadoop());
        Prepare.run(session(), config(root).prepare(Existing.REFUSE));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void givesWhatALocalDiskGives(String storage) throws Exception {
        prepare(storage);
        trainWhileAnExecutorDies(storage);
        assertSameRun(storage);

        tearTheNewestCheckpoint(storage);
        Train.run(session(), config(storage), Train.Start.RESUME);
        assertSameRun(storage);

        Evaluate.run(session(), List.of(config(storage)), EvaluationRules.STRICT);
        assertSameTables(storage);
        assertNothingHalfWritten(storage);
        assertAScoresTableWithoutItsMarkIsNone(storage);
    }

    private static void trainWhileAnExecutorDies(String storage) throws Exception {
        CompletableFuture<Train.Outcome> training = CompletableFuture.supplyAsync(() -> {
            try {
                return Train.run(session(), config(storage), Train.Start.RESUME);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .failFast("the run has ended", training::isDone)
                .until(() -> names(storage, "runs/joint/checkpoints").stream()
                        .anyMatch(name -> name.matches("epoch-0{6}-iteration-0*[1-9].*")));
        ExecutorProcesses.of(ProcessHandle.current()).get(0).destroyForcibly();
        assertThat(training.get(LONGEST_MINUTES, TimeUnit.MINUTES)).isEqualTo(Train.Outcome.FINISHED);
    }

    /** Checks that the run resumes from the checkpoint before it, which is within the last epoch. */
    private static void tearTheNewestCheckpoint(String storage) throws IOException {
        List<String> checkpoints = names(storage, "runs/joint/checkpoints");
        assertThat(checkpoints).hasSize(2);
        assertThat(checkpoints.get(0)).matches("epoch-0*1-iteration-0*[1-9].*");
        String newest = "runs/joint/checkpoints/" + checkpoints.get(1);
        byte[] whole = read(storage, newest);
        FileSystem files = new Path(storage).getFileSystem(hadoop());
        try (OutputStream stream = files.create(new Path(storage, newest), true)) {
            stream.write(whole, 0, whole.length / 2);
        }
        files.delete(new Path(storage, "runs/joint/last.safetensors"), false);
    }

    private static byte[] read(String root, String file) throws IOException {
        Path path = new Path(root, file);
        try (InputStream stream = path.getFileSystem(hadoop()).open(path)) {
            return stream.readAllBytes();
        }
    }

    private static String text(String root, String file) throws IOException {
        return new String(read(root, file), StandardCharsets.UTF_8);
    }

    private static List<String> names(String root, String place) throws IOException {
        Path path = new Path(root, place);
        try {
            return Arrays.stream(path.getFileSystem(hadoop()).listStatus(path))
                    .map(FileStatus::getPath)
                    .map(Path::getName)
                    .sorted()
                    .toList();
        } catch (FileNotFoundException none) {
            return List.of();
        }
    }

    private static void assertSameRun(String storage) throws IOException {
        for (String model : List.of("runs/joint/last.safetensors", "runs/joint/best.safetensors")) {
            assertThat(tensors(storage, model)).as(model).isEqualTo(tensors(local, model));
        }
        assertThat(metrics(storage)).isEqualTo(metrics(local)).contains("acc/top1");
    }

    /** Returns the values after the header, which contains paths. */
    private static byte[] tensors(String root, String model) throws IOException {
        byte[] file = read(root, model);
        int header = (file[0] & 0xff) | (file[1] & 0xff) << 8 | (file[2] & 0xff) << 16;
        return Arrays.copyOfRange(file, 8 + header, file.length);
    }

    /** Returns losses and accuracies without the times. */
    private static String metrics(String root) throws IOException {
        return text(root, "runs/joint/metrics.jsonl").replaceAll("\"(data_time|time)\":[^,]*,", "");
    }

    private static void assertSameTables(String storage) throws IOException {
        List<String> report = names(storage, "runs/report");
        assertThat(report).isEqualTo(names(local, "runs/report")).contains("accuracy.csv", "scores", "report.html");
        for (String table : report) {
            if (table.endsWith(".csv")) {
                assertThat(text(storage, "runs/report/" + table))
                        .as(table)
                        .isEqualTo(text(local, "runs/report/" + table));
            }
        }
        assertThat(scores(storage)).isEqualTo(scores(local)).hasSize(3);
    }

    private static Map<String, String> scores(String root) {
        Map<String, String> scores = new HashMap<>();
        new ReportFolder(root + "/runs/report", session().sparkContext().hadoopConfiguration())
                .scores(Feature.JOINT)
                .read(session())
                .forEach((id, sample) -> scores.put(id, Arrays.toString(sample.values())));
        return scores;
    }

    private static void assertNothingHalfWritten(String storage) throws IOException {
        assertThat(names(storage, "prepared")).hasSize(2).contains("manifest.json");
        assertThat(names(storage, "runs/joint"))
                .containsExactly(
                        "best.safetensors",
                        "checkpoints",
                        "config.conf",
                        "last.safetensors",
                        "metrics.jsonl",
                        "tensorboard");
        assertThat(names(storage, "runs/joint/checkpoints")).hasSize(2).allMatch(name -> name.startsWith("epoch"));
    }

    /** Leaves the table as a job does that is killed between its files and the mark. */
    private static void assertAScoresTableWithoutItsMarkIsNone(String storage) throws IOException {
        String dump = storage + "/joint.pkl";
        assertThat(ExportScores.run(session(), config(storage), dump, Existing.OVERWRITE))
                .startsWith("wrote the scores of 3 samples");
        Path mark = new Path(storage, "runs/report/scores/joint/_SUCCESS");
        mark.getFileSystem(hadoop()).delete(mark, false);
        assertThatThrownBy(() -> ExportScores.run(session(), config(storage), dump, Existing.OVERWRITE))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("there is no scores table");
    }

    @ParameterizedTest
    @MethodSource("storages")
    void readersSeeTheOlderFileUntilTheNewOneIsWhole(String storage) throws IOException {
        Path file = new Path(storage, "half/file");
        AtomicFile.write(file, new byte[] {1}, hadoop());

        assertThatThrownBy(() -> AtomicFile.write(
                        file,
                        stream -> {
                            stream.write(new byte[SEVERAL_PARTS]);
                            assertThat(read(storage, "half/file")).containsExactly(1);
                            throw new IOException("the source broke");
                        },
                        hadoop()))
                .hasMessage("cannot write " + file + " (the source broke); an older file is unharmed");

        assertThat(read(storage, "half/file")).containsExactly(1);
        assertThat(names(storage, "half")).containsExactly("file");
        AtomicFile.write(file, new byte[SEVERAL_PARTS], hadoop());
        assertThat(read(storage, "half/file")).hasSize(SEVERAL_PARTS);
    }
}
