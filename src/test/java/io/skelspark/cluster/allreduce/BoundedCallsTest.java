package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.train.AllReduceException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Longer than a look at whether the task has been killed takes. */
    private static void work() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givesUpWorkOfAKilledTask() {
        try (BoundedCalls calls = new BoundedCalls("test", 1, LONG, () -> true)) {
            assertThatThrownBy(() -> calls.run("work", BoundedCallsTest::work))
                    .isInstanceOf(AllReduceException.class)
                    .hasMessageContaining("killed");
        }
    }

    @Test
    void finishesWhatMustBeDoneForAKilledTaskToo() {
        AtomicBoolean done = new AtomicBoolean();
        try (BoundedCalls calls = new BoundedCalls("test", 1, LONG, () -> true)) {
            calls.finish("clearing up", () -> {
                work();
                done.set(true);
            });
        }
        assertThat(done).isTrue();
    }

    @Test
    void waitsForNothingWithoutEnd() {
        CountDownLatch never = new CountDownLatch(1);
        try (BoundedCalls calls = new BoundedCalls("test", 1, Duration.ofMillis(50), () -> false)) {
            assertThatThrownBy(() -> calls.finish("waiting", () -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .isInstanceOf(AllReduceException.class)
                    .hasMessageContaining("waiting: not done after");
        }
    }
}
