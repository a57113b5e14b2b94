package io.skelspark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes of Spark's executors on this machine. */
public final class ExecutorProcesses {
    private ExecutorProcesses() {}

    /** Returns the live executors among the descendants of a process. */
    public static List<ProcessHandle> of(ProcessHandle worker) {
        return worker.descendants()
                .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** Reads the whole command line; the JDK gives 4,096 characters at most. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException ended) {
            return "";
        }
    }
}
