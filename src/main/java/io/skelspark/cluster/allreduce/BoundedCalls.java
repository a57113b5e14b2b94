package io.skelspark.cluster.allreduce;

import io.skelspark.train.AllReduceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Threads for calls that are waited for no longer than a time-out, and no longer than until Spark kills the task. Like
 * BigDL's threads they belong to no Spark task: block locks taken by one can be released by the other.
 */
final class BoundedCalls implements AutoCloseable {
    private static final long CHECK_MILLIS = 20;

    private final ExecutorService threads;
    private final Duration timeout;
    private final BooleanSupplier cancelled;

    BoundedCalls(String name, int size, Duration timeout, BooleanSupplier cancelled) {
        threads = Executors.newFixedThreadPool(size, call -> {
            Thread thread = new Thread(call, name);
            thread.setDaemon(true);
            return thread;
        });
        this.timeout = timeout;
        this.cancelled = cancelled;
    }

    /**
     * Runs a call.
     *
     * @param what what the call does, for its error
     * @throws AllReduceException if the call fails, is late, or the task is killed meanwhile
     */
    void run(String what, Runnable call) {
        all(List.of(Executors.callable(call)), List.of(what));
    }

    /**
     * Runs a call that must be completed even if the task has been killed.
     *
     * @throws AllReduceException if the call fails or is late
     */
    void finish(String what, Runnable call) {
        all(List.of(Executors.callable(call)), List.of(what), () -> false);
    }

    /**
     * Runs all calls at once.
     *
     * @param names what each call does, for its error
     * @throws AllReduceException if a call fails, is late, or the task is killed meanwhile; the others are interrupted
     */
    void all(List<? extends Callable<?>> calls, List<String> names) {
        all(calls, names, cancelled);
    }

    private void all(List<? extends Callable<?>> calls, List<String> names, BooleanSupplier givenUp) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Future<?>> futures = new ArrayList<>();
        calls.forEach(call -> futures.add(threads.submit(call)));
        try {
            for (int i = 0; i < futures.size(); i++) {
                await(names.get(i), futures.get(i), deadline, givenUp);
            }
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    private void await(String what, Future<?> future, long deadline, BooleanSupplier givenUp) {
        while (true) {
            try {
                future.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                if (givenUp.getAsBoolean()) {
                    throw new AllReduceException(what + ": Spark has killed the task, another has failed");
                }
                if (System.nanoTime() > deadline) {
                    throw new AllReduceException(what + ": not done after " + timeout);
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AllReduceException explained) {
                    throw explained;
                }
                throw new AllReduceException(what + ": " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AllReduceException(what + ": interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AllReduceException("threads of the all-reduce still run " + timeout + " after its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
