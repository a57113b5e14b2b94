package io.skelspark.cluster;

import io.skelspark.cluster.internals.SparkInternals;
import org.jspecify.annotations.Nullable;

/**
 * A SIGTERM that asks for an orderly end. While one is listened for, the first does not end the process; a second one
 * does.
 */
public final class StopSignal implements AutoCloseable {
    private static volatile @Nullable StopSignal listening;

    static {
        SparkInternals.onTermination(() -> {
            StopSignal signal = listening;
            return signal != null && signal.receive();
        });
    }

    private volatile boolean received;

    private StopSignal() {}

    /** Listens until it is closed. */
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        listening = signal;
        return signal;
    }

    /** Returns whether the process was asked to end. */
    public boolean received() {
        return received;
    }

    private boolean receive() {
        boolean first = !received;
        received = true;
        return first;
    }

    @Override
    public void close() {
        listening = null;
    }
}
