package io.skelspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skelspark.LocalCluster;
import io.skelspark.train.AllReduceException;
import java.io.FileWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockManagerWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BigDL's all-reduce between two executors, and what becomes of a rank whose peer or whose peer's slice is lost. */
class BigDlTwoRanksTest extends AllReduceContract {
    private static final int LENGTH = 1001;

    BigDlTwoRanksTest() {
        super(AllReduceKind.BIGDL, 2);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(2, 1024);
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
                SliceExchange exchange = new SliceExchange(id, context.rank(), 2, LENGTH, calls);
                exchange.allocate();
                exchange.put(vector(context.rank(), LENGTH, 1), 1);
                barrier.await("whole");
                exchange.reduce(1);
                barrier.await("reduced");
                boolean disturbs = context.rank() == 1;
                if (!disturbs || sabotage == Sabotage.REMOVE) {
                    exchange.put(vector(context.rank(), LENGTH, 2), 2);
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
                        exchange.reduce(2);
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

    /** What the rank that lived on wrote down. */
    private record Survivor(long millis, String exception, String message) {}

    /** Sends a signal to the virtual machine of rank 1 before its third sum; rank 0 writes down what it meets. */
    private Survivor signalPeer(String signal, Duration timeout, Path folder) throws IOException {
        String notes = folder.toString();
        assertThatThrownBy(() -> onRanks(timeout, context -> {
                    float[] vector = new float[LENGTH];
                    context.allReduce().sum(vector);
                    context.allReduce().sum(vector);
                    if (context.rank() == 1) {
                        String pid = Long.toString(ProcessHandle.current().pid());
                        Files.writeString(Path.of(notes, "pid"), pid);
                        new ProcessBuilder("kill", signal, pid).start().waitFor();
                    }
                    long begin = System.nanoTime();
                    try {
                        context.allReduce().sum(vector);
                    } catch (RuntimeException e) {
                        long millis = (System.nanoTime() - begin) / 1_000_000;
                        String note = millis + "\n" + e.getClass().getName() + "\n" + e.getMessage();
                        writeDown(Path.of(notes, "rank" + context.rank()), note);
                        throw e;
                    }
                    return true;
                }))
                .isInstanceOf(RankException.class)
                .hasMessageContaining("rank");
        List<String> note = Files.readAllLines(appeared(folder.resolve("rank0")));
        return new Survivor(Long.parseLong(note.get(0)), note.get(1), note.get(2));
    }

    /** Whole or not at all, and by a stream that an interrupt does not close: Spark interrupts a task that it kills. */
    private static void writeDown(Path file, String note) throws IOException {
        Path unfinished = file.resolveSibling("unfinished");
        try (Writer writer = new FileWriter(unfinished.toFile(), StandardCharsets.UTF_8)) {
            writer.write(note);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The job fails with the peer; the survivor's own task may still be on its way out. */
    private static Path appeared(Path file) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
        return file;
    }

    @Test
    void tellsTheSurvivorOfAKilledPeerAtOnce(@TempDir Path folder) throws IOException {
        Survivor survivor = signalPeer("-KILL", Duration.ofMinutes(2), folder);
        assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
        assertThat(survivor.message()).containsAnyOf("rank 1 of 2: lost", "Spark has killed");
        assertThat(survivor.millis()).isLessThan(20_000);
        assertThat(onRanks(context -> wrongSums(context.allReduce(), LENGTH, LENGTH)))
                .as("sums of the next run, on a new executor")
                .containsOnly(0);
    }

    @Test
    void waitsForASilentPeerNoLongerThanTheTimeOut(@TempDir Path folder) throws IOException {
        try {
            Survivor survivor = signalPeer("-STOP", Duration.ofSeconds(2), folder);
            assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
            assertThat(survivor.message()).contains("waited PT2S").contains("for ranks [1]");
            assertThat(survivor.millis()).isBetween(2_000L, 10_000L);
        } finally {
            long pid = Long.parseLong(Files.readString(folder.resolve("pid")));
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
