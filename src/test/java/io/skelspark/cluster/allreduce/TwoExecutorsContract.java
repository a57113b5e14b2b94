package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skelspark.cluster.RankException;
import io.skelspark.train.AllReduce;
import io.skelspark.train.AllReduceException;
import java.io.FileWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every all-reduce between two processes: it survives a lost rank and leaks nothing. */
abstract class TwoExecutorsContract extends AllReduceContract {
    static final int LENGTH = 1001;
    private static final int SOAK_LENGTH = 20_000;
    private static final int SOAK_WARM_UP = 500;
    private static final int SOAK_SUMS = 2000;

    TwoExecutorsContract(AllReduceKind kind) {
        super(kind, 2);
    }

    /** A leak of one vector per sum would be 114 MiB here; code that is still being compiled takes part of the limit. */
    @Test
    void needsNoMoreAfter2000SumsThanAfter500() {
        List<List<Footprint>> seen = onRanks(context -> {
            float[] vector = new float[SOAK_LENGTH];
            sum(context.allReduce(), vector, SOAK_WARM_UP);
            meet(context, "warm", "");
            Footprint early = Footprint.now();
            meet(context, "measured", "");
            sum(context.allReduce(), vector, SOAK_SUMS - SOAK_WARM_UP);
            meet(context, "done", "");
            return List.of(early, Footprint.now());
        });
        assertThat(seen).allSatisfy(both -> {
            Footprint early = both.get(0);
            Footprint late = both.get(1);
            assertThat(late.blocks()).as("blocks and their locks").isEqualTo(early.blocks());
            assertThat(late.residentKibibytes()).as("KiB").isLessThan(early.residentKibibytes() + 24 * 1024);
            // Spark's own pools still grow for a while; a thread left by every 30th sum would make 50
            assertThat(late.threads()).as("threads").isLessThan(early.threads() + 40);
            assertThat(late.sockets()).as("sockets").isLessThan(early.sockets() + 8);
        });
        assertThat(onRanks(context -> Footprint.now())).allSatisfy(after -> {
            assertThat(after.blocks()).isEmpty();
            assertThat(after.rabitThreads()).isZero();
        });
    }

    private static void sum(AllReduce allReduce, float[] vector, int times) {
        for (int i = 0; i < times; i++) {
            allReduce.sum(vector);
        }
    }

    /** The notes of the rank that survived. */
    record Survivor(long millis, String exception, String message) {}

    /** The sum in which rank 0 is left alone. */
    interface LastSum extends Serializable {
        void sum(AllReduce allReduce, float[] vector);
    }

    /** Sends a signal to the virtual machine of rank 1 before its third sum; rank 0 writes down its error. */
    Survivor signalRank1(String signal, Duration timeout, Path folder, LastSum last) throws IOException {
        String notes = folder.toString();
        assertThatThrownBy(() -> onRanks(timeout, context -> {
                    float[] vector = new float[LENGTH];
                    context.allReduce().sum(vector);
                    context.allReduce().sum(vector);
                    if (context.rank() == 1) {
                        String pid = Long.toString(ProcessHandle.current().pid());
                        Files.writeString(Path.of(notes, "pid"), pid);
                        new ProcessBuilder("kill", signal, pid).start().waitFor();
                        // on a busy machine the signal takes a moment: go no further until then
                        TimeUnit.MINUTES.sleep(1);
                    }
                    long begin = System.nanoTime();
                    try {
                        last.sum(context.allReduce(), vector);
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

    /** Writes the whole file or none, with a stream that an interrupt does not close: Spark interrupts killed tasks. */
    private static void writeDown(Path file, String note) throws IOException {
        Path unfinished = file.resolveSibling("unfinished");
        try (Writer writer = new FileWriter(unfinished.toFile(), StandardCharsets.UTF_8)) {
            writer.write(note);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The job fails with the lost rank; the survivor's task may still be ending. */
    private static Path appeared(Path file) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
        return file;
    }

    @Test
    void tellsTheSurvivorOfAKilledRankAtOnce(@TempDir Path folder) throws IOException {
        Survivor survivor = signalRank1("-KILL", Duration.ofMinutes(2), folder, AllReduce::sum);
        assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
        assertThat(survivor.message()).containsAnyOf("rank 1 of 2: lost", "Spark has killed");
        assertThat(survivor.millis()).isLessThan(20_000);
        assertThat(sums(LENGTH, LENGTH))
                .as("sums of the next run, on a new executor")
                .containsOnly(0);
    }

    @Test
    void waitsForASilentRankNoLongerThanTheTimeOut(@TempDir Path folder) throws IOException {
        try {
            Survivor survivor = signalRank1("-STOP", Duration.ofSeconds(2), folder, AllReduce::sum);
            assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
            assertThat(survivor.message()).contains("waited PT2S").contains("for ranks [1]");
            assertThat(survivor.millis()).isBetween(2_000L, 10_000L);
        } finally {
            long pid = Long.parseLong(Files.readString(folder.resolve("pid")));
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
