package io.skelspark.cluster;

import io.skelspark.cluster.internals.SparkInternals;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A SIGTERM that asks for an orderly end. While somebody listens for one, the first does not end the process; a second one
 * does. Who begins to listen after the first, while others still do, has received it too.
 */
public final class StopSignal implements AutoCloseable {
    private static final Set<StopSignal> LISTENING = ConcurrentHashMap.newKeySet();

    static {
        SparkInternals.onTermination(StopSignal::receive);
    }

    private volatile boolean received;

    private StopSignal() {}

    /** Listens until it is closed. */
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        LISTENING.add(signal);
        signal.received = LISTENING.stream().anyMatch(StopSignal::received);
        return signal;
    }

    /** Returns whether the process was asked to end. */
    public boolean received() {
        return received;
    }

    /** Returns whether this is the first that somebody listens for. */
    private static boolean receive() {
        boolean first = false;
        for (StopSignal signal : LISTENING) {
            first |= !signal.received;
            signal.received = true;
        }
        return first;
    }

    @Override
    public void close() {
        LISTENING.remove(this);
    }
}
