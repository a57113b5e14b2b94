package io.skelspark.cluster;

import io.skelspark.train.AllReduceException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockManagerWrapper;
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

    /**
     * Hands over the bytes of a block of a rank.
     *
     * @param name what the block is, for errors
     * @throws AllReduceException if its executor has no such block or cannot be reached
     */
    void fetch(int rank, BlockId block, String name, Consumer<ByteBuffer> taker) {
        BlockManagerId home = homes.get(rank);
        if (home.executorId().equals(here.blockManagerId().executorId())) {
            take(block, name, taker);
        } else {
            taker.accept(from(home, block, name));
        }
    }

    private static void take(BlockId block, String name, Consumer<ByteBuffer> taker) {
        Option<ByteBuffer> found = BlockManagerWrapper.getLocalOrRemoteBytes(block);
        if (found.isEmpty()) {
            throw new AllReduceException(name + ": no block " + block.name() + " on this executor");
        }
        try {
            taker.accept(found.get());
        } finally {
            BlockManagerWrapper.unlock(block);
        }
    }

    @SuppressWarnings("NullAway") // Spark's sign for a block that is to come into memory
    private ByteBuffer from(BlockManagerId home, BlockId block, String name) {
        try {
            return here.blockTransferService()
                    .fetchBlockSync(home.host(), home.port(), home.executorId(), block.name(), null)
                    .nioByteBuffer();
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            throw new AllReduceException(
                    name + ": no block " + block.name() + " from executor " + home.executorId() + " at "
                            + home.hostPort() + ": " + e.getMessage(),
                    e);
        }
    }
}
