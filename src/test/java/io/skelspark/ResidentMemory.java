package io.skelspark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that a process has in use, as Linux tells it. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** Of this process, in KiB, once Java's heap is collected and the direct buffers with it. */
    public static long ofThisProcess() throws IOException {
        System.gc();
        return of(ProcessHandle.current());
    }

    /**
     * In KiB.
     *
     * @throws IOException if the process has ended
     */
    public static long of(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("process " + process.pid() + " has ended"));
    }
}
