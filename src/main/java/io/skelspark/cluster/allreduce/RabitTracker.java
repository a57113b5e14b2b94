package io.skelspark.cluster.allreduce;

import io.skelspark.train.AllReduceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the members of a {@link RabitGroup} find each other; runs on a native thread of the rank that hosts it. */
final class RabitTracker {
    private static final Pattern PORT = Pattern.compile("\"dmlc_tracker_port\"\\s*:\\s*(\\d+)");

    private final long handle;
    private final String address;

    private RabitTracker(long handle, String address) {
        this.handle = handle;
        this.address = address;
    }

    /** Starts a tracker at a free port of this host. */
    static RabitTracker start(String host, int size, int timeoutSeconds) {
        long handle = RabitNative.startTracker(host, size, timeoutSeconds);
        String arguments = RabitNative.trackerArguments(handle);
        Matcher port = PORT.matcher(arguments);
        if (!port.find()) {
            throw new AllReduceException("rabit: a tracker's arguments name no port: " + arguments);
        }
        return new RabitTracker(handle, host + ":" + port.group(1));
    }

    /** host:port. */
    String address() {
        return address;
    }

    /** Waits until all members have left, then stops. */
    void finish(int timeoutSeconds) {
        RabitNative.awaitTracker(handle, timeoutSeconds);
        RabitNative.freeTracker(handle);
    }

    /**
     * Stops without waiting for members that may be gone.
     *
     * @throws AllReduceException if some had not left: it stops nevertheless
     */
    void abandon() {
        RabitNative.freeTracker(handle);
    }
}
