package io.skelspark.train;

import io.skelspark.train.network.Device;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The replicas that one rank runs, on its device and on as many threads as it may use. Which thread runs which replica
 * does not matter: a result depends on the weights and the batch alone.
 */
final class ReplicaGroup implements AutoCloseable {
    /** One piece of work, which has a network and memory for its inputs to itself. */
    interface Work<T> {
        void run(T network, InputMemory memory, int index);
    }

    /** The network of one thread and the memory for its inputs. */
    private record Workplace<T>(T network, InputMemory memory) {}

    private final Network network;
    private final Device device;
    private final ExecutorService threads;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<InputMemory> memories = new ArrayList<>();

    ReplicaGroup(Network network, Device device, int threadCount) {
        this.network = network;
        this.device = device;
        threads = Executors.newFixedThreadPool(threadCount, work -> {
            Thread thread = new Thread(work, "replica");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < threadCount; i++) {
            replicas.add(network.replica(device));
            memories.add(new InputMemory());
        }
    }

    /** Runs pieces of training 0 to count - 1 and returns when all have ended; the first failure is thrown. */
    void train(int count, Work<Replica> work) {
        run(replicas, count, work);
    }

    /** Runs pieces of evaluation with fixed weights, as {@link #train} does; each thread has a scorer of its own. */
    void score(ModelState state, int count, Work<Scorer> work) {
        List<Scorer> scorers = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(memories.size(), count); i++) {
                scorers.add(network.scorer(state, device));
            }
            run(scorers, count, work);
        } finally {
            scorers.forEach(Scorer::close);
        }
    }

    /** At most as many pieces run at once as there are networks. */
    private <T> void run(List<T> networks, int count, Work<T> work) {
        BlockingQueue<Workplace<T>> idle = new ArrayBlockingQueue<>(memories.size());
        for (int i = 0; i < networks.size(); i++) {
            idle.add(new Workplace<>(networks.get(i), memories.get(i)));
        }
        List<Future<?>> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            pieces.add(threads.submit(() -> {
                Workplace<T> place = idle.remove();
                try {
                    work.run(place.network(), place.memory(), index);
                } finally {
                    idle.add(place);
                }
            }));
        }
        await(pieces);
    }

    private void await(List<Future<?>> pieces) {
        RuntimeException failure = null;
        for (Future<?> piece : pieces) {
            try {
                piece.get();
            } catch (ExecutionException e) {
                failure = failure == null ? new IllegalStateException(e.getCause()) : failure;
            } catch (InterruptedException e) {
                endRunningPieces();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("training was interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits for the pieces that are running: to close a network under them could crash the process. */
    private void endRunningPieces() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        replicas.forEach(Replica::close);
    }
}
