package io.skelspark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python with PyTorch, to read what this program writes: {@code -Dpython=PROGRAM}, {@code $SKELSPARK_PYTHON} or
 * {@code python3}.
 */
public final class TorchPython {
    private TorchPython() {}

    /** Runs a script and returns its output; skips the test, naming the program, if that has no PyTorch. */
    public static String run(Path folder, String script, Object... arguments) throws IOException, InterruptedException {
        String python = System.getProperty("python", System.getenv().getOrDefault("SKELSPARK_PYTHON", "python3"));
        boolean torch;
        try {
            torch = start(folder, List.of(python, "-c", "import torch")).status() == 0;
        } catch (IOException missing) {
            torch = false;
        }
        Assumptions.assumeTrue(torch, "no PyTorch: '" + python + "' cannot import torch (-Dpython=PROGRAM)");
        List<String> command = new ArrayList<>(List.of(python, "-c", script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Output output = start(folder, command);
        if (output.status() != 0) {
            throw new AssertionError("Python ends with " + output.status() + ":\n" + output.text());
        }
        return output.text();
    }

    private record Output(int status, String text) {}

    private static Output start(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "python", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command.get(0) + " did not end in five minutes");
        }
        return new Output(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
