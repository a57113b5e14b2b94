package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.cluster.internals.ExecutorBlocks;
import io.skelspark.train.AllReduceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.spark.storage.BlockId;

/**
 * The blocks of all ranks, each asked of the executor whose rank made it. Spark's own look-up asks the driver for every
 * block: that would be 2 R (R - 1) requests per sum of R ranks.
 */
final class RankBlocks {
    private final ExecutorBlocks blocks;
    private final List<ExecutorBlocks.Home> homes;

    private RankBlocks(ExecutorBlocks blocks, List<ExecutorBlocks.Home> homes) {
        this.blocks = blocks;
        this.homes = homes;
    }

    /** Meets the other ranks at the barrier, so that each knows where the blocks of all are. */
    static RankBlocks of(RankBarrier barrier) {
        ExecutorBlocks blocks = new ExecutorBlocks();
        List<String> homes = barrier.gather("homes of blocks", blocks.home().text());
        return new RankBlocks(
                blocks, homes.stream().map(ExecutorBlocks.Home::of).toList());
    }

    /** Reads the floats of a block. */
    interface FloatReader {
        void read(BlockFloats floats) throws IOException;
    }

    /**
     * Fetches a block of a rank and has its floats read.
     *
     * @param name what the block is, for errors
     * @param length number of floats that the block must hold
     * @throws AllReduceException if its executor has no such block, one of another length, or cannot be reached
     */
    void fetch(int rank, BlockId block, String name, int length, FloatReader reader) {
        try (ExecutorBlocks.Bytes bytes = blocks.fetch(homes.get(rank), block);
                InputStream stream = bytes.open()) {
            if (bytes.size() != (long) length * Float.BYTES) {
                throw new AllReduceException(name + ": " + bytes.size() + " bytes, expected " + length + " floats");
            }
            reader.read(new BlockFloats(stream));
        } catch (IOException e) {
            throw new AllReduceException(name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AllReduceException(name + ": interrupted", e);
        }
    }
}
