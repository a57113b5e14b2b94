package io.skelspark.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The estimate of a sweep's time. */
class TimeEstimateTest {
    @Test
    void theOtherEpochsTakeAsLongAsTheFirst() {
        AtomicLong clock = new AtomicLong(5);
        TimeEstimate estimate = new TimeEstimate(64, 2, clock::get);
        clock.addAndGet(120_000_000_000L);
        assertThat(estimate.isTold()).isFalse();
        assertThat(estimate.afterAnEpoch())
                .isEqualTo("an epoch took 120 s; of 64 epochs 2 run at a time: about 1:02:00 to go, without scoring");
        assertThat(estimate.isTold()).isTrue();
    }
}
