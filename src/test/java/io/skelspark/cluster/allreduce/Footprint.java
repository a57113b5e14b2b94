package io.skelspark.cluster.allreduce;

import io.skelspark.ResidentMemory;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.TestBlockId;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/**
 * What this process takes up, as Linux and Spark tell it.
 *
 * @param residentKibibytes memory in use
 * @param threads native threads too, without those of Spark's block manager: its two pools grow to 128 threads each
 * @param rabitThreads those of rabit's communicators
 * @param sockets that are open
 * @param blocks of the all-reduce, and how often each is locked for reading
 */
record Footprint(long residentKibibytes, int threads, int rabitThreads, int sockets, SortedMap<String, Integer> blocks)
        implements Serializable {
    private static final Path PROCESS = Path.of("/proc/self");

    static Footprint now() {
        try {
            long resident = ResidentMemory.ofThisProcess();
            List<Path> threads = entries("task");
            return new Footprint(
                    resident,
                    (int) threads.stream()
                            .filter(thread -> !name(thread).startsWith("block-manager-"))
                            .count(),
                    (int) threads.stream()
                            .filter(thread -> name(thread).equals("lw"))
                            .count(),
                    (int) entries("fd").stream().filter(Footprint::isSocket).count(),
                    lockedBlocks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> entries(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(PROCESS.resolve(folder))) {
            return entries.toList();
        }
    }

    /** Returns the first 15 letters of a thread's name. That of rabit's communicator is lw. */
    private static String name(Path thread) {
        return read(thread.resolve("comm")).strip();
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static SortedMap<String, Integer> lockedBlocks() {
        BlockManager manager = SparkEnv.get().blockManager();
        SortedMap<String, Integer> locks = new TreeMap<>();
        for (BlockId block : JavaConverters.asJavaCollection(manager.getMatchingBlockIds(new IsOurs()))) {
            locks.put(block.name(), manager.blockInfoManager().get(block).get().readerCount());
        }
        return locks;
    }

    /** BigDL names its blocks as Spark's tests do theirs. */
    static final class IsOurs extends AbstractFunction1<BlockId, Object> {
        @Override
        public Object apply(BlockId block) {
            return block instanceof TestBlockId;
        }
    }
}
