package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the README and of the page on recordings, in their order, as a reader types them: the quickstart, which fetches Spark once, then jobs
 * through the launcher. They run in a folder that holds links to the project, so what they write stays out of it.
 */
@Tag("cluster")
class ReadmeIT {
    private static final int LONGEST_MINUTES = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @BeforeAll
    static void linkTheProject() throws Exception {
        for (String name : List.of("submit", "src", "conf", "jobs", "datasets", "target")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of(name).toAbsolutePath());
        }
        // a copy with its time: the quickstart builds again if it is newer than the jar
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"), StandardCopyOption.COPY_ATTRIBUTES);
        Output home = run("submit/spark-home");
        Assumptions.assumeTrue(home.status() == 0, "no Spark home: " + home.text());
    }

    @TestFactory
    Stream<DynamicTest> everyCommandEndsWithoutAnError() throws IOException {
        List<String> commands = new ArrayList<>(commands("README.md"));
        assertThat(commands).startsWith("submit/quickstart").hasSizeGreaterThan(5);
        commands("src/site/markdown/recordings.md").stream()
                .filter(command -> !commands.contains(command))
                .forEach(commands::add);
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> succeeds(command)));
    }

    private static void succeeds(String command) throws Exception {
        Output output = run(command);
        assertThat(output.status()).as("%s", output.text()).isZero();
        if (command.equals("submit/quickstart")) {
            assertThat(output.text())
                    .contains("stream ", "joint ", "bone ", "two-stream ", "demo/runs/report", "done in");
        }
        if (command.contains("predict jobs/recordings.conf")) {
            assertThat(output.text()).contains("wave-03: wave ");
        }
    }

    @Test
    void helpAndErrorsComeWithoutOtherLines() throws Exception {
        Output help = run("submit/skelspark train --help");
        assertThat(help.status()).isZero();
        assertThat(help.text()).startsWith("Usage: skelspark train").doesNotContain("WARN");

        Output missing = run("submit/skelspark train jobs/none.conf");
        assertThat(missing.status()).isNotZero();
        assertThat(missing.text()).startsWith("skelspark train: ").contains("jobs/none.conf");
    }

    /** Returns the commands in fenced blocks of a page, without their comments. */
    private static List<String> commands(String page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean fenced = false;
        for (String line : Files.readAllLines(Path.of(page))) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced && (line.startsWith("submit/") || line.startsWith("python3 "))) {
                commands.add(line.replaceFirst("\\s+#.*", ""));
            }
        }
        return commands;
    }

    private record Output(int status, String text) {}

    private static Output run(String command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "command", ".log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // set for tests, but not in a user's shell
        List.of("SPARK_HOME", "SPARK_SCALA_VERSION", "SPARK_LOCAL_IP").forEach(builder.environment()::remove);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command + " did not end in ten minutes:\n" + Files.readString(log));
        }
        return new Output(process.exitValue(), Files.readString(log));
    }
}
