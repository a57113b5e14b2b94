package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumStampTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 64, 1024})
    void stampsStayExactWhenTheyAreAddedOverTheRanks(int world) {
        int stamps = (1 << 24) / world - 1;
        for (long sum : new long[] {0, 1, stamps - 1, stamps, 123_456_789_012L}) {
            float stamp = SumStamp.of(sum, world);
            float total = 0;
            for (int rank = 0; rank < world; rank++) {
                total += stamp;
            }
            assertThat(stamp).isPositive().isNotEqualTo(SumStamp.of(sum + 1, world));
            assertThat(total).isEqualTo(stamp * world).isLessThan(1 << 24);
            assertThat((double) total).isEqualTo((double) stamp * world);
        }
    }
}
