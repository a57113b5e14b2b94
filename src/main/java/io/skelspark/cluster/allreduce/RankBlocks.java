package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.train.AllReduceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.network.shuffle.BlockFetchingListener;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;
import scala.Option;

/**
 * The blocks of all ranks, each asked of the executor whose rank made it. Spark's own look-up asks the driver for every
 * block: that were 2 R (R - 1) questions a sum of R ranks.
 */
final class RankBlocks {
    private static final String SEPARATOR = " ";

    private final BlockManager here = SparkEnv.get().blockManager();
    private final List<BlockManagerId> homes;

    private RankBlocks(List<BlockManagerId> homes) {
        this.homes = homes;
    }

    /** Meets the other ranks at the barrier, so that each knows where the blocks of all are. */
    static RankBlocks of(RankBarrier barrier) {
        BlockManagerId own = SparkEnv.get().blockManager().blockManagerId();
        String address = String.join(SEPARATOR, own.executorId(), own.host(), Integer.toString(own.port()));
        return new RankBlocks(barrier.gather("homes of blocks", address).stream()
                .map(RankBlocks::parse)
                .toList());
    }

    private static BlockManagerId parse(String address) {
        String[] parts = address.split(SEPARATOR, -1);
        return BlockManagerId.apply(parts[0], parts[1], Integer.parseInt(parts[2]), Option.empty());
    }

    /** Takes the floats of a block. */
    interface Taker {
        void take(BlockFloats floats) throws IOException;
    }

    /**
     * Hands over the floats of a block of a rank.
     *
     * @param name what the block is, for errors
     * @param length floats that it must hold
     * @throws AllReduceException if its executor has no such block, one of another length, or cannot be reached
     */
    void fetch(int rank, BlockId block, String name, int length, Taker taker) {
        BlockManagerId home = homes.get(rank);
        ManagedBuffer buffer = home.executorId().equals(here.blockManagerId().executorId())
                ? own(block, name)
                : from(home, block, name);
        try (InputStream bytes = buffer.createInputStream()) {
            if (buffer.size() != (long) length * Float.BYTES) {
                throw new AllReduceException(name + ": " + buffer.size() + " bytes, expected " + length + " floats");
            }
            taker.take(new BlockFloats(bytes));
        } catch (IOException e) {
            throw new AllReduceException(name + ": " + e.getMessage(), e);
        } finally {
            buffer.release();
        }
    }

    private ManagedBuffer own(BlockId block, String name) {
        try {
            return here.getLocalBlockData(block);
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            throw new AllReduceException(
                    name + ": no block " + block.name() + " on this executor: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("NullAway") // Spark's sign for a block that is to come into memory
    private ManagedBuffer from(BlockManagerId home, BlockId block, String name) {
        Answer answer = new Answer();
        here.blockTransferService()
                .fetchBlocks(home.host(), home.port(), home.executorId(), new String[] {block.name()}, answer, null);
        try {
            return answer.await();
        } catch (ExecutionException e) {
            throw new AllReduceException(
                    name + ": no block " + block.name() + " from executor " + home.executorId() + " at "
                            + home.hostPort() + ": " + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AllReduceException(name + ": interrupted", e);
        }
    }

    /** A block on its way; what comes after nobody waits any more is given back. */
    private static final class Answer implements BlockFetchingListener {
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
