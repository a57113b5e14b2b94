package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.storage.Folder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes on one folder: those of other machines are played by the files that they would write. */
class RunLeaseTest {
    private static final RunLease.Pace QUICK =
            new RunLease.Pace(Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofMillis(50));
    private static final RunLease.Pace SILENT =
            new RunLease.Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(50));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A file system that Hadoop's FileContext does not know, as an object store without atomic creation. */
    public static final class Objects extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("objects:///");
        }
    }

    private Folder on(String scheme) {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.objects.impl", Objects.class, org.apache.hadoop.fs.FileSystem.class);
        return new Folder(scheme + ":" + folder, hadoop);
    }

    private Path file() {
        return folder.resolve("lease/driver.json");
    }

    private static LeaseHolder me() {
        return LeaseHolder.ofThisProcess();
    }

    private static LeaseHolder elsewhere() {
        return new LeaseHolder(UUID.randomUUID().toString(), "node-7", "another boot", 4711, "1", 0);
    }

    private void hold(LeaseHolder holder) throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), holder.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "objects"})
    void aSecondProcessOfThisMachineIsRefusedAtOnceAndTheLeaseIsFreeWhenReleased(String scheme) throws IOException {
        Folder run = on(scheme);
        RunLease first = RunLease.take(run, me(), SILENT, () -> {});
        byte[] held = Files.readAllBytes(file());

        assertThatThrownBy(() -> RunLease.take(run, me(), RunLease.Pace.STANDARD, () -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder + " is being written by process "
                        + ProcessHandle.current().pid() + " on ")
                .hasMessageContaining("its last heartbeat was ")
                .hasMessageContaining("kill " + ProcessHandle.current().pid())
                .hasMessageContaining("run-dir");

        assertThat(file()).hasBinaryContent(held);
        first.close();
        assertThat(folder).isEmptyDirectory();
        RunLease.take(run, me(), SILENT, () -> {}).close();
    }

    @Test
    void aProcessOfThisMachineThatHasEndedIsReplacedWithoutWaiting() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        LeaseHolder here = me();
        for (LeaseHolder dead : List.of(
                new LeaseHolder("t", here.host(), here.machine(), ended.pid(), "1", 0),
                // the id belongs to another process now
                new LeaseHolder("t", here.host(), here.machine(), here.process(), "1", 0))) {
            hold(dead);
            RunLease.take(on("file"), me(), SILENT, () -> {}).close();
        }
    }

    @Test
    void aProcessThatItsParentHasNotReapedHasEnded() throws Exception {
        Process parent = new ProcessBuilder("bash", "-c", "sleep 0.5 & echo $!; exec sleep 60").start();
        try (var lines = parent.inputReader()) {
            long zombie = Long.parseLong(lines.readLine());
            Path stat = Path.of("/proc/" + zombie + "/stat");
            while (!Files.readString(stat).contains(") Z ")) {
                Thread.sleep(5);
            }
            String started = Files.readString(stat).split(" ", -1)[21];
            LeaseHolder here = me();
            assertThat(new LeaseHolder("t", here.host(), here.machine(), zombie, started, 0).isAlive())
                    .isFalse();
        } finally {
            parent.destroy();
        }
    }

    @Test
    void anotherMachineThatIsSilentIsReplacedWhateverItsClockSays() throws IOException {
        LeaseHolder silent = elsewhere();
        hold(new LeaseHolder(silent.token(), "node-7", silent.machine(), 4711, "1", Long.MAX_VALUE));
        try (RunLease lease = RunLease.take(on("file"), me(), QUICK, () -> {})) {
            lease.requireHeld();
        }
    }

    @Test
    void anotherMachineThatSendsHeartbeatsIsNamed() throws Exception {
        LeaseHolder other = elsewhere();
        try (RunLease living = RunLease.take(on("file"), other, QUICK, () -> {})) {
            assertThatThrownBy(() -> RunLease.take(
                            on("file"),
                            me(),
                            new RunLease.Pace(QUICK.heartbeat(), Duration.ofSeconds(60), QUICK.settle()),
                            () -> {}))
                    .hasMessageContaining("process 4711 on node-7")
                    .hasMessageContaining("heartbeat just now");
            living.requireHeld();
        }
    }

    @Test
    void aTornLeaseIsReplacedWhenItDoesNotChange() throws IOException {
        Files.createDirectories(file().getParent());
        Files.createFile(file());
        RunLease.take(on("file"), me(), QUICK, () -> {}).close();
    }

    @Test
    void whoWasReplacedHearsOfItAndLeavesTheLeaseToTheOther() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        RunLease lease = RunLease.take(on("file"), me(), QUICK, lost::countDown);
        lease.requireHeld();

        hold(elsewhere());

        assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(lease::requireHeld)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was taken over by process 4711 on node-7");
        lease.close();
        assertThat(file()).content().contains("node-7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofManyAtOnceOneHasTheLease(boolean stale) throws Exception {
        if (stale) {
            LeaseHolder here = me();
            hold(new LeaseHolder("t", here.host(), here.machine(), here.process(), "1", 0));
        }
        ExecutorService processes = Executors.newFixedThreadPool(8);
        List<Future<RunLease>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            takers.add(processes.submit(() -> RunLease.take(on("file"), me(), SILENT, () -> {})));
        }
        List<RunLease> holders = new ArrayList<>();
        for (Future<RunLease> taker : takers) {
            try {
                holders.add(taker.get());
            } catch (ExecutionException refused) {
                assertThat(refused).hasMessageContaining("is being written by");
            }
        }
        processes.shutdown();
        assertThat(holders).hasSize(1);
        holders.get(0).close();
    }
}
