package io.skelspark.train;

import io.skelspark.train.network.Device;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The replicas that one rank runs, on its device and on as many threads as it may use. Which thread runs which replica does not matter:
 * a replica's result depends on its weights and its batch alone.
 */
final class ReplicaGroup implements AutoCloseable {
    /** What is done with an idle engine, and memory for its inputs, for one piece of work. */
    interface Work {
        void run(Replica engine, InputMemory memory, int index);
    }

    private record Seat(Replica engine, InputMemory memory) {}

    private final ExecutorService threads;
    private final BlockingQueue<Seat> idle;

    ReplicaGroup(Network network, Device device, int threadCount) {
        threads = Executors.newFixedThreadPool(threadCount, work -> {
            Thread thread = new Thread(work, "replica");
            thread.setDaemon(true);
            return thread;
        });
        idle = new ArrayBlockingQueue<>(threadCount);
        for (int i = 0; i < threadCount; i++) {
            idle.add(new Seat(network.replica(device), new InputMemory()));
        }
    }

    /** Runs pieces of work 0 to count - 1 and returns when all have ended; the first failure is thrown. */
    void run(int count, Work work) {
        List<Future<?>> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            pieces.add(threads.submit(() -> {
                Seat seat = idle.remove();
                try {
                    work.run(seat.engine(), seat.memory(), index);
                } finally {
                    idle.add(seat);
                }
            }));
        }
        RuntimeException failure = null;
        for (Future<?> piece : pieces) {
            try {
                piece.get();
            } catch (ExecutionException e) {
                failure = failure == null ? new IllegalStateException(e.getCause()) : failure;
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("training was interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        idle.forEach(seat -> seat.engine().close());
    }
}
