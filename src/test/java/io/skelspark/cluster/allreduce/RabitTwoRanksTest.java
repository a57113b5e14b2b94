package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.train.AllReduce;
import io.skelspark.train.AllReduceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rabit between two executors, and what becomes of a rank whose peer is lost within a native call. */
@Tag("cluster")
class RabitTwoRanksTest extends TwoExecutorsContract {
    RabitTwoRanksTest() {
        super(AllReduceKind.RABIT);
    }

    /** The part of a sum in which the peers have met already. */
    private static void sumUnmet(AllReduce allReduce, float[] vector) {
        ((RabitAllReduce) allReduce).exchange(vector, 3);
    }

    /** xgboost4j's own wrapper returns as if nothing had happened. */
    @Test
    void throwsWhatTheNativeCodeSaysOfAPeerThatIsKilledWithinASum(@TempDir Path folder) throws IOException {
        Survivor survivor = signalPeer("-KILL", Duration.ofMinutes(2), folder, RabitTwoRanksTest::sumUnmet);
        assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
        assertThat(survivor.message()).containsAnyOf("rabit, summing", "Spark has killed");
        assertThat(survivor.millis()).isLessThan(20_000);
    }

    @Test
    void waitsForAPeerThatGoesSilentWithinASumNoLongerThanTheTimeOut(@TempDir Path folder) throws IOException {
        try {
            Survivor survivor = signalPeer("-STOP", Duration.ofSeconds(2), folder, RabitTwoRanksTest::sumUnmet);
            assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
            assertThat(survivor.millis()).isBetween(1_500L, 10_000L);
        } finally {
            long pid = Long.parseLong(Files.readString(folder.resolve("pid")));
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void namesTheRankWhosePartIsOfAnotherSum() {
        List<String> met = onRanks(context -> {
            context.allReduce().sum(new float[LENGTH]);
            try {
                ((RabitAllReduce) context.allReduce()).exchange(new float[LENGTH], 2 - context.rank());
                return "";
            } catch (AllReduceException e) {
                return String.valueOf(e.getMessage());
            }
        });
        assertThat(met).hasSize(2).allSatisfy(message -> assertThat(message)
                .contains("stamps add up to 3.0")
                .contains("unlike rank 0's are the stamps of ranks [1]"));
    }
}
