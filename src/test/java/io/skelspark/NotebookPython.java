package io.skelspark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Python of its own with the packages of {@code notebooks/requirements.txt}, kept in {@code target}. */
public final class NotebookPython {
    private static final Path REQUIREMENTS = Path.of("notebooks/requirements.txt");
    private static final String EXECUTE =
            """
            import sys, nbformat
            from nbclient import NotebookClient
            notebook = nbformat.read(sys.argv[1], as_version=4)
            NotebookClient(notebook, timeout=120, kernel_name='python3', resources={'metadata': {'path': 'notebooks'}}).execute()
            """;

    private NotebookPython() {}

    /** Runs a notebook from top to bottom; skips the test if the packages cannot be installed. */
    public static void execute(String notebook, Map<String, String> environment)
            throws IOException, InterruptedException {
        Output output = start(List.of(python(), "-c", EXECUTE, "notebooks/" + notebook + ".ipynb"), environment);
        if (output.status() != 0) {
            throw new AssertionError(notebook + " ends with " + output.status() + ":\n" + output.text());
        }
    }

    private static String python() throws IOException, InterruptedException {
        Path folder = Path.of("target/notebook-python").toAbsolutePath();
        Path done = folder.resolve("requirements.txt");
        String python = folder.resolve("bin/python").toString();
        String wanted = Files.readString(REQUIREMENTS);
        if (Files.exists(done) && Files.readString(done).equals(wanted)) {
            return python;
        }
        String base = System.getProperty("python", System.getenv().getOrDefault("SKELSPARK_PYTHON", "python3"));
        Output made = start(List.of(base, "-m", "venv", folder.toString()), Map.of());
        Output installed = made.status() != 0
                ? made
                : start(List.of(python, "-m", "pip", "install", "-q", "-r", REQUIREMENTS.toString()), Map.of());
        Assumptions.assumeTrue(
                installed.status() == 0,
                "no Python for notebooks: " + base + " cannot install " + REQUIREMENTS + ": " + installed.text());
        Files.writeString(done, wanted);
        return python;
    }

    private record Output(int status, String text) {}

    private static Output start(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("notebook", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.environment().put("MPLBACKEND", "agg");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command.get(0) + " did not end in five minutes");
            }
            return new Output(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException missing) {
            return new Output(-1, String.valueOf(missing.getMessage()));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
