package io.skelspark.checkpoint;

import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Folder;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write into the folder of a run, which one process has at a time. A file in the folder names the process, and
 * is written again at every heartbeat.
 *
 * <p>A lease is free again when its holder has released it, has ended on this machine, or has sent no heartbeat for a while.
 * The clocks of two machines are never compared: who waits for a lease watches whether its file changes.
 */
public final class RunLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);
    /** A folder, so that what a killed heartbeat has left is removed with it. */
    private static final String PLACE = "lease";

    private static final String FILE = PLACE + "/driver.json";
    /** After Spark has stopped, before Hadoop closes its file systems. */
    private static final int SHUTDOWN_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 20;

    /**
     * The times of a lease.
     *
     * @param heartbeat time between two
     * @param stale time without one after which another process takes over
     * @param settle time after which a process that has taken over looks whether another has done so too
     */
    record Pace(Duration heartbeat, Duration stale, Duration settle) {
        static final Pace STANDARD = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(1));
    }

    private final Folder run;
    private final LeaseHolder holder;
    private final Pace pace;
    private final Runnable whenLost;
    private final Thread hook = new Thread(this::release, "lease-release");
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lease-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable LeaseHolder successor;

    private RunLease(Folder run, LeaseHolder holder, Pace pace, Runnable whenLost) {
        this.run = run;
        this.holder = holder;
        this.pace = pace;
        this.whenLost = whenLost;
    }

    /**
     * Takes the lease of a run. If a process on another machine has it, this waits for its next heartbeat, a minute at most.
     *
     * @param whenLost called once if another process has taken over, which happens only if this one was stopped or cut off
     *     from the storage for a minute
     * @throws IOException if another process has the lease, naming it; nothing was written then
     */
    public static RunLease take(RunFolder run, Runnable whenLost) throws IOException {
        return take(run.folder(), whenLost);
    }

    /**
     * Takes the lease of a folder that a job writes to for a long time, as {@link #take(RunFolder, Runnable)} does.
     *
     * @throws IOException if another process has the lease, naming it; nothing was written then
     */
    public static RunLease take(Folder run, Runnable whenLost) throws IOException {
        return take(run, LeaseHolder.ofThisProcess(), Pace.STANDARD, whenLost);
    }

    static RunLease take(Folder run, LeaseHolder me, Pace pace, Runnable whenLost) throws IOException {
        RunLease lease = new RunLease(run, me, pace, whenLost);
        lease.acquire();
        ShutdownHookManager.get().addShutdownHook(lease.hook, SHUTDOWN_PRIORITY);
        long millis = pace.heartbeat().toMillis();
        ScheduledFuture<?> unused =
                lease.heartbeats.scheduleWithFixedDelay(lease::beat, millis, millis, TimeUnit.MILLISECONDS);
        return lease;
    }

    private void acquire() throws IOException {
        while (!AtomicFile.create(run.entry(FILE), holder.bytes(), run.hadoop())) {
            Optional<byte[]> found = read();
            if (found.isPresent() && isFree(found.get())) {
                LOG.warn(
                        "{}: {} has ended without releasing its lease; this process takes over",
                        run,
                        LeaseHolder.of(found.get()));
                run.write(FILE, holder.bytes());
                pause(pace.settle());
                if (isOurs(read())) {
                    return;
                }
            }
        }
    }

    /**
     * Returns whether a lease may be taken over.
     *
     * @return also false if it was released meanwhile
     * @throws IOException if its holder lives
     */
    private boolean isFree(byte[] found) throws IOException {
        LeaseHolder other = LeaseHolder.of(found);
        if (other.isBeside(holder)) {
            if (other.isAlive()) {
                throw refusal(other, "its last heartbeat was " + other.silence().toSeconds() + " s ago");
            }
            return true;
        }
        LOG.info("{} is held by {}: waiting for its next heartbeat, {} s at most", run, other, seconds(pace.stale()));
        long began = System.nanoTime();
        while (System.nanoTime() - began < pace.stale().toNanos()) {
            pause(pace.heartbeat().dividedBy(10));
            Optional<byte[]> now = read();
            if (now.isEmpty()) {
                return false;
            }
            if (!Arrays.equals(now.get(), found)) {
                throw refusal(LeaseHolder.of(now.get()), "it has sent a heartbeat just now");
            }
        }
        return true;
    }

    private IOException refusal(LeaseHolder other, String life) {
        return new IOException(run + " is being written by " + other + ": " + life
                + ". Wait for its end, or stop it there with: kill " + other.process()
                + "; or name another folder (run-dir, of a sweep sweep.dir, of a watch --to). If it was lost with its machine, the same command takes over "
                + seconds(pace.stale()) + " s after its last heartbeat");
    }

    private void beat() {
        try {
            Optional<byte[]> found = read();
            LeaseHolder other = found.map(LeaseHolder::of).orElse(holder);
            if (!other.token().isEmpty() && !other.token().equals(holder.token())) {
                successor = other;
                heartbeats.shutdown();
                whenLost.run();
                return;
            }
            run.write(FILE, holder.beating().bytes());
        } catch (IOException | RuntimeException failed) {
            LOG.warn(
                    "no heartbeat in {} ({}): after {} s without one, another driver may take over the run",
                    run.entry(FILE),
                    failed,
                    seconds(pace.stale()));
        }
    }

    /**
     * Checks that no other process has taken over.
     *
     * @throws IOException if one has, naming it
     */
    public void requireHeld() throws IOException {
        LeaseHolder other = successor;
        if (other != null) {
            throw new IOException(run + " was taken over by " + other + ", since " + holder
                    + " had sent no heartbeat for " + seconds(pace.stale())
                    + " s; it ends and leaves the run to the other");
        }
    }

    /** Releases the lease if it is still held. */
    @Override
    public void close() {
        ShutdownHookManager manager = ShutdownHookManager.get();
        if (!manager.isShutdownInProgress()) {
            manager.removeShutdownHook(hook);
        }
        release();
    }

    private synchronized void release() {
        heartbeats.shutdown();
        try {
            // a heartbeat that is being written would bring the file back
            heartbeats.awaitTermination(pace.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            if (isOurs(read())) {
                run.delete(PLACE);
            }
        } catch (IOException kept) {
            LOG.warn(
                    "cannot release {} ({}); it is free when this process has ended", run.entry(FILE), kept.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOurs(Optional<byte[]> found) {
        return found.isPresent() && LeaseHolder.of(found.get()).token().equals(holder.token());
    }

    private Optional<byte[]> read() throws IOException {
        Optional<InputFile> file = InputFile.find(run.entry(FILE), run.hadoop());
        return file.isPresent() ? Optional.of(file.get().bytes()) : Optional.empty();
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.toSeconds());
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a lease");
        }
    }
}
