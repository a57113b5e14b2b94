package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.train.AllReduceException;
import java.util.List;
import org.apache.spark.storage.BlockManagerWrapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BigDL's all-reduce between two executors, and what becomes of a rank whose peer's slice is lost. */
@Tag("cluster")
class BigDlTwoRanksTest extends TwoExecutorsContract {
    private static final int LENGTH = 1001;

    BigDlTwoRanksTest() {
        super(AllReduceKind.BIGDL);
    }

    /** What a rank meant to take away from its peer between the put and the fetch of a sum. */
    private enum Sabotage {
        REMOVE,
        KEEP_THE_OLD
    }

    /** One sum whose stages are ours to disturb; returns what rank 0 met when it fetched the part of rank 1. */
    private List<String> reduceDisturbed(Sabotage sabotage) {
        return onRanks(context -> {
            RankBarrier barrier = context.barrier();
            try (BoundedCalls calls = new BoundedCalls("test", 2, barrier.timeout(), barrier::cancelled)) {
                long id = barrier.attemptId() << 16 | 0xffff;
                RankBlocks blocks = RankBlocks.of(barrier);
                SliceExchange exchange = new SliceExchange(id, context.rank(), 2, LENGTH, blocks, calls);
                exchange.allocate();
                float[] vector = vector(context.rank(), LENGTH, 1);
                exchange.put(vector, 1);
                barrier.await("whole");
                exchange.reduce(vector, 1);
                barrier.await("reduced");
                boolean disturbs = context.rank() == 1;
                if (!disturbs || sabotage == Sabotage.REMOVE) {
                    exchange.put(vector, 2);
                }
                if (disturbs && sabotage == Sabotage.REMOVE) {
                    calls.run("removing a part", () -> {
                        BlockManagerWrapper.unlock(exchange.part(1, 0));
                        BlockManagerWrapper.removeBlock(exchange.part(1, 0));
                    });
                }
                barrier.await("disturbed");
                String met = "";
                try {
                    if (!disturbs) {
                        exchange.reduce(vector, 2);
                    }
                } catch (AllReduceException e) {
                    met = e.toString();
                }
                barrier.await("over");
                return met;
            }
        });
    }

    @Test
    void missesASliceThatIsGone() {
        assertThat(reduceDisturbed(Sabotage.REMOVE).get(0))
                .contains("part of rank 1 of the slice of rank 0")
                .contains("no block");
    }

    @Test
    void knowsASliceOfAnEarlierStepByItsStamp() {
        assertThat(reduceDisturbed(Sabotage.KEEP_THE_OLD).get(0))
                .contains("part of rank 1 of the slice of rank 0")
                .contains("stamp 1.0, expected 2.0");
    }
}
