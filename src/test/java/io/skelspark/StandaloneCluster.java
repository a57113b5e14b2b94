package io.skelspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skelspark.Submission.Application;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster of processes on this machine, as {@code submit/standalone} starts it, and applications
 * submitted to it.
 */
public final class StandaloneCluster implements AutoCloseable {
    private final Path folder;
    private final Submission submission;
    private final String master;
    private final Map<String, String> told;

    /**
     * Starts a master and two workers.
     *
     * @param told more environment variables of {@code submit/standalone}
     */
    public StandaloneCluster(Path folder, Map<String, String> told) throws IOException {
        this.folder = folder;
        this.told = told;
        submission = new Submission(folder, "standalone.conf", List.of());
        master = script("start");
    }

    private String script(String verb) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("submit/standalone", verb).redirectError(file("standalone.err"));
        builder.environment()
                .putAll(Map.of(
                        "SKELSPARK_STANDALONE",
                        folder.resolve("cluster").toString(),
                        "SKELSPARK_PORT",
                        "0",
                        "SKELSPARK_MEMORY",
                        "8g"));
        builder.environment().putAll(told);
        // set for these tests, but not in a user's shell
        builder.environment().remove("SPARK_SCALA_VERSION");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as("submit/standalone %s", verb)
                .isZero();
        return printed.trim();
    }

    private File file(String name) {
        return folder.resolve(name).toFile();
    }

    /**
     * Submits a job with further options of spark-submit; the profile is that of {@code submit/standalone.conf}.
     *
     * @param options for example {@code --deploy-mode cluster}
     * @param arguments the job and its own arguments
     */
    public Application submit(List<String> options, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--master", master));
        all.addAll(options);
        return submission.submit(all, arguments, Map.of());
    }

    /** Returns the processes of the live executors. */
    public List<ProcessHandle> executors() {
        return workers()
                .flatMap(worker -> ExecutorProcesses.of(worker).stream())
                .toList();
    }

    /** Returns the output of the drivers that run on workers. */
    public String driverLogs() throws IOException {
        return Submission.logs(folder.resolve("cluster"), ".*/driver-[^/]*/std(err|out)");
    }

    private Stream<ProcessHandle> workers() {
        return Stream.of("worker-1", "worker-2")
                .map(name -> folder.resolve("cluster").resolve(name + ".pid"))
                .map(StandaloneCluster::read)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())).stream());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> started = workers().toList();
        script("stop");
        // an ended process has its number until its parent has looked
        await().untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
    }
}
