package io.skelspark.cluster;

import org.apache.spark.util.SignalUtils;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction0;

/**
 * A SIGTERM that asks for an orderly end. While one is listened for, the first does not end the process; a second does,
 * as ever.
 */
public final class StopSignal implements AutoCloseable {
    private static volatile @Nullable StopSignal listening;

    static {
        SignalUtils.register("TERM", new AbstractFunction0<>() {
            @Override
            public Object apply() {
                StopSignal signal = listening;
                return signal != null && signal.receive();
            }
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

    /** Whether the process was asked to end. */
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
