package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The process that a lease belongs to, as its file says.
 *
 * @param token differs for every lease
 * @param host name for people; two machines may have the same
 * @param machine the boot of a machine and the space of process ids in it; where these are unknown, the host
 * @param process its id
 * @param started when the process started, in a unit of the system; ids are used again
 * @param heartbeat time of the last one by the clock of the host, as milliseconds since 1970
 */
record LeaseHolder(String token, String host, String machine, long process, String started, long heartbeat) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDED = "ended";
    /** Place of the start in the fields of a process's stat, counted from its state. */
    private static final int START_FIELD = 19;

    /** Returns the holder of a new lease of this process. */
    static LeaseHolder ofThisProcess() {
        long process = ProcessHandle.current().pid();
        String host = hostName();
        return new LeaseHolder(UUID.randomUUID().toString(), host, machine(host), process, started(process), now());
    }

    /** Returns the same lease with a heartbeat of this moment. */
    LeaseHolder beating() {
        return new LeaseHolder(token, host, machine, process, started, now());
    }

    /** Returns the content of the file. */
    byte[] bytes() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the holder of a lease; an unknown one if the file is not whole. */
    static LeaseHolder of(byte[] file) {
        LeaseHolder unknown = new LeaseHolder("", "an unknown host", "", 0, "", 0);
        try {
            // null for a file of that word
            return Objects.requireNonNullElse(JSON.readValue(file, LeaseHolder.class), unknown);
        } catch (IOException torn) {
            return unknown;
        }
    }

    /** Returns whether this is a process of the machine and space of process ids of another. */
    boolean isBeside(LeaseHolder other) {
        return !machine.isEmpty() && machine.equals(other.machine);
    }

    /** Returns whether the process runs; to be asked on its machine. */
    boolean isAlive() {
        return started(process).equals(started);
    }

    /** Returns the time since the last heartbeat; to be asked on its machine, whose clock it is told by. */
    Duration silence() {
        return Duration.ofMillis(Math.max(0, now() - heartbeat));
    }

    @Override
    public String toString() {
        return "process " + process + " on " + host;
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    private static String machine(String host) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), StandardCharsets.US_ASCII)
                            .strip()
                    + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return host;
        }
    }

    /** Not the JDK's start time, which moves when the clock is set. */
    private static String started(long process) {
        if (ProcessHandle.of(process).isEmpty()) {
            return ENDED;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"), StandardCharsets.ISO_8859_1);
            // the name before it is in brackets and may hold spaces
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            boolean zombie = "Z".equals(fields.get(0)) || "X".equals(fields.get(0));
            return zombie ? ENDED : fields.get(START_FIELD);
        } catch (IOException notLinux) {
            return "";
        }
    }
}
