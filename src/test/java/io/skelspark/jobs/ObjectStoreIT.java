package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skelspark.S3Server;
import io.skelspark.StandaloneCluster;
import io.skelspark.Submission.Application;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs submitted with the jars of an object store and the key to it: the key stays out of all that they write and log, and a
 * run whose driver was killed goes on from the store.
 */
@Tag("cluster")
class ObjectStoreIT {
    private static final String SECRET = "planted0123456789";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static S3Server server;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static FileSystem store;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static StandaloneCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        server = new S3Server(Files.createDirectories(folder.resolve("server")), SECRET);
        Configuration hadoop = new Configuration();
        server.settings().forEach((key, value) -> hadoop.set(key.replaceFirst("spark\\.hadoop\\.", ""), value));
        store = FileSystem.newInstance(URI.create(server.bucket()), hadoop);
        cluster = new StandaloneCluster(Files.createDirectories(folder.resolve("machines")), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
        store.close();
        server.close();
    }

    @BeforeEach
    void emptyTheBucket() throws IOException {
        for (String place : List.of("/prepared", "/runs")) {
            store.delete(new org.apache.hadoop.fs.Path(server.bucket() + place), true);
        }
    }

    private Application submit(String job, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--jars", jars()));
        server.settings().forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
        List<String> arguments = new ArrayList<>(List.of(job));
        arguments.addAll(List.of(more));
        return cluster.submit(options, arguments);
    }

    private Application onTheStore(String job, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of("jobs/sample.conf").toAbsolutePath().toString(),
                "dataset.source.path=" + Path.of("datasets/sample/sample.jsonl").toAbsolutePath(),
                "dataset.path=" + server.bucket() + "/prepared",
                "runs=" + server.bucket() + "/runs",
                "features=[joint]",
                "train.epochs=1"));
        arguments.addAll(List.of(more));
        return submit(job, arguments.toArray(String[]::new));
    }

    /** What --packages org.apache.hadoop:hadoop-aws would fetch, without the parts of the SDK that it does not need. */
    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*/(hadoop-aws|aws-java-sdk-|httpclient-|httpcore-)[^/]*\\.jar"))
                .collect(Collectors.joining(","));
    }

    @Test
    void noJobWritesOrLogsTheKey() throws Exception {
        Application run = onTheStore("run");
        assertThat(run.exitCode()).as(run.output()).isZero();
        Application missing = onTheStore("train", "dataset.path=s3a://no-such-bucket/prepared");
        assertThat(missing.exitCode()).isEqualTo(1);
        Application doctor = submit("doctor");
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
        assertThat(doctor.output()).contains("spark.hadoop.fs.s3a.secret.key *********(redacted)");

        Map<String, byte[]> all = stored();
        assertThat(all.keySet()).anyMatch(name -> name.endsWith("/last.safetensors"));
        all.putAll(files(folder.resolve("machines")));
        assertThat(all.keySet()).anyMatch(name -> name.matches(".*/work-1/.*/stderr"));
        all.forEach((name, content) -> assertThat(new String(content, StandardCharsets.ISO_8859_1).contains(SECRET))
                .as(name)
                .isFalse());
    }

    @Test
    void theSameCommandGoesOnFromTheStoreAfterAKilledDriver() throws Exception {
        assertThat(onTheStore("prepare").exitCode()).isZero();
        Application train = train();
        assertThat(train.exitCode()).as(train.output()).isZero();
        Map<String, byte[]> undisturbed = stored();
        // the path of the run is among the settings that a model's file names: both runs have the same
        assertThat(store.delete(new org.apache.hadoop.fs.Path(server.bucket() + "/runs"), true))
                .isTrue();

        Application killed = train();
        killed.await("checkpoint within the first epoch", () -> names().stream()
                .anyMatch(name -> name.matches(".*/epoch-0{6}-iteration-0*[1-9]\\d*\\..*")));
        assertThat(killed.driver().destroyForcibly()).isTrue();
        assertThat(killed.exitCode()).isEqualTo(137);
        await().atMost(Duration.ofMinutes(2)).until(() -> cluster.executors().isEmpty());

        Application again = train();
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output()).containsPattern("after epoch 0 and [1-9]\\d* iterations");
        Map<String, byte[]> resumed = stored();
        for (String model : List.of("last.safetensors", "best.safetensors")) {
            String name = server.bucket() + "/runs/joint/" + model;
            assertThat(resumed).containsKey(name);
            assertThat(Arrays.equals(resumed.get(name), undisturbed.get(name)))
                    .as(name)
                    .isTrue();
        }
    }

    private Application train() throws IOException {
        return onTheStore("train", "train.epochs=2", "train.repeat=80", "train.ranks=2", "train.checkpoint-interval=4");
    }

    /** All objects of the bucket. */
    private Map<String, byte[]> stored() throws IOException {
        Map<String, byte[]> objects = new TreeMap<>();
        for (String name : names()) {
            try (InputStream stream = store.open(new org.apache.hadoop.fs.Path(name))) {
                objects.put(name, stream.readAllBytes());
            }
        }
        return objects;
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> files =
                store.listFiles(new org.apache.hadoop.fs.Path(server.bucket() + "/"), true);
        while (files.hasNext()) {
            names.add(files.next().getPath().toString());
        }
        return names;
    }

    /** Everything that processes have left on the disk, but for the jars. */
    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path ->
                            Files.isRegularFile(path) && !path.toString().matches(".*\\.jar"))
                    .toList()) {
                contents.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
