package io.skelspark.pipeline.prediction;

import io.skelspark.SharedSpark;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that watches a folder, scores batch 0 and then hangs within batch 1, until it is killed. */
final class WatchProcess {
    private static final String MARK = "scoring";

    private WatchProcess() {}

    /** Starts a process that writes into a file what it says. */
    static Process start(WatchedFolder folder, Path log) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk.reflect"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WatchProcess.class.getName()));
        command.addAll(List.of(folder.in().toString(), folder.to().toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Returns whether the process is within batch 1. */
    static boolean isScoring(WatchedFolder folder) {
        return Files.exists(folder.to().resolve(MARK));
    }

    public static void main(String[] arguments) throws IOException {
        WatchedFolder folder = new WatchedFolder(Path.of(arguments[0]), Path.of(arguments[1]));
        Watch.run(
                SharedSpark.session(),
                folder.settings(folder.files(), 1, WatchSettings.End.NEVER),
                (recordings, batch) -> {
                    if (batch == 1) {
                        Files.createFile(folder.to().resolve(MARK));
                        hang();
                    }
                    folder.scorer().score(recordings, batch);
                });
    }

    private static void hang() throws IOException {
        try {
            TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException("expected to be killed");
        }
    }
}
