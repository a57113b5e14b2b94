package io.skelspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster of processes on this machine, as {@code submit/standalone} starts it, and applications
 * submitted to it. All it needs of the project is the one jar and the profile, which are copied into its folder.
 */
public final class StandaloneCluster implements AutoCloseable {
    private static final int LONGEST_MINUTES = 5;

    private final Path folder;
    private final Path application;
    private final String master;
    private final Map<String, String> told;
    private int submits;

    /**
     * Starts a master and two workers.
     *
     * @param told what {@code submit/standalone} is told by its environment besides
     */
    public StandaloneCluster(Path folder, Map<String, String> told) throws IOException {
        this.folder = folder;
        this.told = told;
        application = Files.createDirectories(folder.resolve("application"));
        for (String file : List.of("standalone.conf", "log4j2.properties")) {
            Files.copy(Path.of("submit", file), application.resolve(file));
        }
        Files.createSymbolicLink(application.resolve("skelspark.jar"), Path.of(System.getProperty("skelspark.jar")));
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

    /** An application and what it has said so far. */
    public final class Application {
        private final Process driver;
        private final Path log;

        private Application(Process driver, Path log) {
            this.driver = driver;
            this.log = log;
        }

        /** Waits for its end and returns its exit code. */
        public int exitCode() throws InterruptedException {
            assertThat(driver.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("end of %s", log)
                    .isTrue();
            return driver.exitValue();
        }

        /** Its output so far. */
        public String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The process that was submitted, which is the driver in client mode. */
        public ProcessHandle driver() {
            return driver.toHandle();
        }

        /** Processes of the executors that live. */
        public List<ProcessHandle> executors() {
            return workers()
                    .flatMap(worker -> ExecutorProcesses.of(worker).stream())
                    .toList();
        }
    }

    /**
     * Submits a job with further options of spark-submit; the profile is that of {@code submit/standalone.conf}.
     *
     * @param options for example {@code --deploy-mode cluster}
     * @param arguments the job and its own arguments
     */
    public Application submit(List<String> options, List<String> arguments) throws IOException {
        Path log = folder.resolve("submit-" + ++submits + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(openedPackages());
        command.addAll(List.of("-cp", application + ":" + System.getenv("SPARK_HOME") + "/jars/*"));
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of("--master", master));
        command.addAll(List.of(
                "--properties-file", application.resolve("standalone.conf").toString()));
        command.addAll(List.of("--conf", "spark.executor.memory=1g", "--conf", "spark.driver.memory=1g"));
        command.addAll(List.of(
                "--conf",
                "spark.executorEnv.DJL_CACHE_DIR=" + folder.resolve("natives"),
                "--conf",
                "spark.ui.enabled=false"));
        command.addAll(options);
        command.addAll(List.of("--class", "io.skelspark.jobs.Skelspark"));
        command.add(application.resolve("skelspark.jar").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(application.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DJL_CACHE_DIR", folder.resolve("natives").toString());
        return new Application(builder.start(), log);
    }

    /** What drivers on the workers have said. */
    public String driverLogs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("cluster"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*/driver-[^/]*/std(err|out)"))
                    .toList()) {
                logs.append(Files.readString(file));
            }
        }
        return logs.toString();
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

    private static List<String> openedPackages() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk.reflect"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> started = workers().toList();
        script("stop");
        // an ended process has its number until its parent has looked
        await().untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
    }
}
