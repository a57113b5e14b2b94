package io.skelspark.cluster.allreduce;

import io.skelspark.train.AllReduceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The registry through which the members of a {@link RabitGroup} find each other; a native thread of its host rank runs it. */
final class RabitTracker {
    private static final Pattern PORT = Pattern.compile("\"dmlc_tracker_port\"\\s*:\\s*(\\d+)");

    private final long handle;
    private final String address;

    private RabitTracker(long handle, String address) {
        this.handle = handle;
        this.address = address;
    }

    /** Starts a tracker on a free port of this host. */
    static RabitTracker start(String host, int size, int timeoutSeconds) {
        long handle = RabitNative.startTracker(host, size, timeoutSeconds);
        String arguments = RabitNative.trackerArguments(handle);
        Matcher port = PORT.matcher(arguments);
        if (!port.find()) {
            throw new AllReduceException("rabit: a tracker's arguments name no port: " + arguments);
        }
        return new RabitTracker(handle, host + ":" + port.group(1));
    }

    /** Returns host:port. */
    String address() {
        return address;
    }

    /** Waits until all members have left, then stops. */
    void finish(int timeoutSeconds) {
        RabitNative.awaitTracker(handle, timeoutSeconds);
        RabitNative.freeTracker(handle);
    }

    /**
     * Stops without waiting for members that may be lost.
     *
     * @throws AllReduceException if some members had not left; the tracker has stopped nevertheless
     */
    void abandon() {
        RabitNative.freeTracker(handle);
    }
}
