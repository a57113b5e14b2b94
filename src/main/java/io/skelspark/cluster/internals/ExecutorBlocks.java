package io.skelspark.cluster.internals;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.network.shuffle.BlockFetchingListener;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;

/**
 * The blocks of an application's executors, each asked of the executor that holds it. Spark's own look-up asks the driver
 * where a block is.
 */
public final class ExecutorBlocks {
    /**
     * An executor that holds blocks.
     *
     * @param id Spark's id of the executor
     * @param host of its block manager
     * @param port of its block manager
     */
    public record Home(String id, String host, int port) {
        private static final String SEPARATOR = " ";

        /** Returns the home that a text describes. */
        public static Home of(String text) {
            String[] parts = text.split(SEPARATOR, -1);
            return new Home(parts[0], parts[1], Integer.parseInt(parts[2]));
        }

        /** Returns the text that {@link #of} reads. */
        public String text() {
            return String.join(SEPARATOR, id, host, Integer.toString(port));
        }
    }

    /** The bytes of a block; close it to give back its memory. */
    public static final class Bytes implements AutoCloseable {
        private final ManagedBuffer buffer;

        private Bytes(ManagedBuffer buffer) {
            this.buffer = buffer;
        }

        /** Returns the number of bytes. */
        public long size() {
            return buffer.size();
        }

        /** Opens a stream of the bytes, from the first. */
        public InputStream open() throws IOException {
            return buffer.createInputStream();
        }

        @Override
        public void close() {
            buffer.release();
        }
    }

    private final BlockManager here = SparkEnv.get().blockManager();

    /** Returns where the blocks of this executor are. */
    public Home home() {
        BlockManagerId own = here.blockManagerId();
        return new Home(own.executorId(), own.host(), own.port());
    }

    /**
     * Fetches a block from its home.
     *
     * @throws IOException if the executor has no such block or cannot be reached
     * @throws InterruptedException if the thread is interrupted meanwhile; a block that comes later is given back
     */
    public Bytes fetch(Home home, BlockId block) throws IOException, InterruptedException {
        return new Bytes(home.id().equals(here.blockManagerId().executorId()) ? own(block) : from(home, block));
    }

    private ManagedBuffer own(BlockId block) throws IOException {
        try {
            return here.getLocalBlockData(block);
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            throw new IOException("no block " + block.name() + " on this executor: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("NullAway") // null tells Spark to keep the block in memory
    private ManagedBuffer from(Home home, BlockId block) throws IOException, InterruptedException {
        Arrival arrival = new Arrival();
        here.blockTransferService()
                .fetchBlocks(home.host(), home.port(), home.id(), new String[] {block.name()}, arrival, null);
        try {
            return arrival.await();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(
                    "no block " + block.name() + " from executor " + home.id() + " at " + home.host() + ":"
                            + home.port() + ": " + cause.getMessage(),
                    cause);
        }
    }

    /** A block on its way; one that comes after the wait was given up is released. */
    private static final class Arrival implements BlockFetchingListener {
        private final CompletableFuture<ManagedBuffer> buffer = new CompletableFuture<>();

        ManagedBuffer await() throws InterruptedException, ExecutionException {
            try {
                return buffer.get();
            } catch (InterruptedException e) {
                if (!buffer.cancel(false) && !buffer.isCompletedExceptionally()) {
                    buffer.join().release();
                }
                throw e;
            }
        }

        @Override
        public void onBlockFetchSuccess(String block, ManagedBuffer data) {
            if (!buffer.complete(data.retain())) {
                data.release();
            }
        }

        @Override
        public void onBlockFetchFailure(String block, Throwable cause) {
            buffer.completeExceptionally(cause);
        }
    }
}
