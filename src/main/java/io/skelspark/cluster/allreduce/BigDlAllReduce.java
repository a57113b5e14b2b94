package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.barrier.RankBarrier;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The all-reduce through BigDL's parameter blocks and Spark's block transport, between barriers that do not sleep.
 *
 * <p>A block has a fixed size, so each length of vector has its own {@link SliceExchange}, created when the first vector of
 * that length is summed. Training sums few lengths over and over: step vectors at each step, statistics at each epoch's
 * end. The exchanges of the lengths used last are kept; all ranks sum the same lengths in the same order, so they all
 * drop the same one.
 */
final class BigDlAllReduce extends BarrierAllReduce {
    private static final int KEPT_LENGTHS = 8;

    private final BoundedCalls calls;
    private @Nullable RankBlocks blocks;
    private final Map<Integer, SliceExchange> exchanges = new LinkedHashMap<>(16, 0.75f, true);
    private int created;

    BigDlAllReduce(RankBarrier barrier) {
        super(barrier);
        String name = "all-reduce-" + barrier.rank();
        calls = new BoundedCalls(name, barrier.world(), barrier.timeout(), barrier::cancelled);
    }

    @Override
    void sum(float[] vector, float stamp, String step) {
        if (vector.length == 0) {
            barrier().await(step);
        } else {
            SliceExchange exchange = exchange(vector.length);
            exchange.put(vector, stamp);
            barrier().await(step);
            exchange.reduce(vector, stamp);
            exchange.publish(stamp);
            barrier().await(step);
            exchange.gather(vector, stamp);
        }
    }

    private SliceExchange exchange(int length) {
        SliceExchange known = exchanges.get(length);
        if (known != null) {
            return known;
        }
        if (exchanges.size() == KEPT_LENGTHS) {
            // several barriers have passed since its last sum: every rank has fetched what it needs of it
            Iterator<SliceExchange> eldest = exchanges.values().iterator();
            eldest.next().release();
            eldest.remove();
        }
        if (blocks == null) {
            blocks = RankBlocks.of(barrier());
        }
        long id = (barrier().attemptId() << 16) | (created++ & 0xffff);
        SliceExchange exchange = new SliceExchange(id, rank(), world(), length, blocks, calls);
        exchanges.put(length, exchange); // before it has blocks: close must find them even if not all could be created
        exchange.allocate();
        return exchange;
    }

    /** Removes the blocks of this rank. Unless a sum has failed, all ranks must meet before they close. */
    @Override
    public void close() {
        try (calls) {
            exchanges.values().forEach(SliceExchange::release);
        }
    }
}
