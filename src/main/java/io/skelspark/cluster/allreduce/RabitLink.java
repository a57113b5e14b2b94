package io.skelspark.cluster.allreduce;

import io.skelspark.train.AllReduceException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** This rank's membership in one {@link RabitGroup}. Rabit binds it to a thread, so it has a thread of its own. */
final class RabitLink implements AutoCloseable {
    private final RabitGroup group;
    private final BoundedCalls thread;
    private final AtomicBoolean joined = new AtomicBoolean();

    /** A link that has not joined yet. */
    RabitLink(RabitGroup group, String name, Duration timeout, BooleanSupplier cancelled) {
        this.group = group;
        thread = new BoundedCalls(name, 1, timeout, cancelled);
    }

    /**
     * Joins the group; returns when all its members have.
     *
     * @param tracker host:port
     */
    void join(String tracker, int timeoutSeconds) {
        int colon = tracker.lastIndexOf(':');
        String host = tracker.substring(0, colon);
        int port = Integer.parseInt(tracker.substring(colon + 1));
        thread.run("joining " + group + " at " + tracker, () -> {
            // the tracker sorts the names as texts
            int place = RabitNative.join(host, port, "%06d".formatted(group.place()), timeoutSeconds);
            joined.set(true);
            if (place != group.place()) {
                throw new AllReduceException(group + ": rabit gave place " + place);
            }
        });
    }

    /** Replaces the first floats of a direct buffer by their sums over the group. */
    void sum(ByteBuffer floats, int count) {
        thread.run("summing in " + group, () -> RabitNative.sum(floats, count));
    }

    /** Leaves the group, if it has joined, and ends the thread. */
    @Override
    public void close() {
        try (thread) {
            thread.finish("leaving " + group, () -> {
                if (joined.get()) {
                    RabitNative.leave();
                }
            });
        }
    }
}
