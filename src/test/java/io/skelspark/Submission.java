package io.skelspark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Applications submitted from a folder that holds only the one jar and a profile of {@code submit}, each by a process of
 * its own.
 */
public final class Submission {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Where drivers and executors of all tests find libtorch, unpacked once for all of them. */
    private static final Path NATIVES =
            Path.of(System.getProperty("java.io.tmpdir"), "djl").toAbsolutePath();

    private final Path folder;
    private final Path application;
    private final String profile;
    private final List<String> classPath;
    private int submits;

    /**
     * Fills the folder.
     *
     * @param profile its file's name
     * @param libraries jars on spark-submit's class path besides those of the Spark home of tests
     */
    public Submission(Path folder, String profile, List<String> libraries) throws IOException {
        this.folder = folder;
        this.profile = profile;
        application = Files.createDirectories(folder.resolve("application"));
        Files.copy(Path.of("submit", profile), application.resolve(profile));
        Files.copy(Path.of("submit/spark-conf/log4j2.properties"), application.resolve("log4j2.properties"));
        Files.createSymbolicLink(application.resolve("skelspark.jar"), Path.of(System.getProperty("skelspark.jar")));
        classPath = new ArrayList<>(List.of(application.toString(), System.getenv("SPARK_HOME") + "/jars/*"));
        classPath.addAll(libraries);
    }

    /** An application and its output so far. */
    public static final class Application {
        private final Process driver;
        private final Path log;

        private Application(Process driver, Path log) {
            this.driver = driver;
            this.log = log;
        }

        /** Waits until a condition holds; fails if the application ends before. */
        public void await(String what, Callable<Boolean> done) {
            Awaitility.await(what)
                    .atMost(LONGEST_WAIT)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the application has ended", () -> !driver.isAlive())
                    .until(done);
        }

        /** Waits for its end and returns its exit code. */
        public int exitCode() throws InterruptedException {
            assertThat(driver.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS))
                    .as("end of %s", log)
                    .isTrue();
            return driver.exitValue();
        }

        /** Returns its output so far. */
        public String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns the process of spark-submit, which is the driver in client mode. */
        public ProcessHandle driver() {
            return driver.toHandle();
        }
    }

    /**
     * Submits a job.
     *
     * @param options of spark-submit, beside those of the profile
     * @param arguments the job and its own arguments
     * @param environment of spark-submit besides
     */
    public Application submit(List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve("submit-" + ++submits + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(LocalCluster.openedPackages());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of("--properties-file", application.resolve(profile).toString()));
        command.addAll(List.of("--conf", "spark.driver.memory=1g", "--conf", "spark.executor.memory=1g"));
        command.addAll(
                List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.executorEnv.DJL_CACHE_DIR=" + NATIVES));
        command.addAll(options);
        command.addAll(List.of("--class", "io.skelspark.jobs.Skelspark"));
        command.add(application.resolve("skelspark.jar").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(application.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DJL_CACHE_DIR", NATIVES.toString());
        builder.environment().putAll(environment);
        return new Application(builder.start(), log);
    }

    /** Returns the content so far of the files in a folder whose paths match. */
    static String logs(Path folder, String pattern) throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().matches(pattern)).toList()) {
                logs.append(Files.readString(file));
            }
        }
        return logs.toString();
    }
}
