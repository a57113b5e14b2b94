package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.cluster.internals.SparkInternals;
import io.skelspark.train.AllReduceException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The all-reduce through rabit, xgboost4j's communicator: sockets of its own between the ranks, neither authenticated nor
 * encrypted.
 *
 * <p>Ranks meet before each sum, where a rank that is lost, late, or brings another length is named; rabit itself would wait
 * for it or mix the bytes. The vector is followed by a stamp, the number of the sum; the sum of all stamps tells whether
 * every rank gave its part of this sum. The groups are joined at the first sum, within the task, so that a failure is
 * reported.
 */
final class RabitAllReduce extends BarrierAllReduce {
    private static final Logger LOGGER = LoggerFactory.getLogger(RabitAllReduce.class);
    private static final String NO_TRACKER = "-";

    private final List<RabitGroup> groups;
    private final int timeoutSeconds;
    private final BoundedCalls calls;
    private final List<RabitTracker> trackers = new ArrayList<>();
    private final List<RabitLink> links = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    /**
     * The all-reduce of one rank.
     *
     * @param groups in which vectors are summed one after the other; the same on all ranks
     */
    RabitAllReduce(RankBarrier barrier, List<RabitGroup> groups) {
        super(barrier);
        this.groups = groups;
        timeoutSeconds = wholeSeconds(barrier.timeout());
        calls = new BoundedCalls("all-reduce-" + rank(), 1, barrier.timeout(), barrier::cancelled);
    }

    /** Rounds up to whole seconds, as rabit counts them: 0 would be no limit. */
    static int wholeSeconds(Duration timeout) {
        return Math.toIntExact(timeout.plusMillis(999).toSeconds());
    }

    @Override
    void sum(float[] vector, float stamp, String step) {
        barrier().await(step);
        try {
            if (links.isEmpty()) {
                join();
            }
            exchange(vector, stamp);
        } catch (AllReduceException failure) {
            throw explained(step, failure);
        }
    }

    /** Starts the trackers that this rank hosts, tells all ranks where they are, and joins the groups. */
    private void join() {
        List<String> hosted = new ArrayList<>();
        for (RabitGroup group : groups) {
            hosted.add(group.host() == rank() ? startTracker(group) : NO_TRACKER);
        }
        List<String> all = barrier().gather("rabit's trackers", String.join(" ", hosted));
        for (int index = 0; index < groups.size(); index++) {
            RabitGroup group = groups.get(index);
            String name = "all-reduce-" + rank() + "-" + index;
            RabitLink link = new RabitLink(group, name, barrier().timeout(), barrier()::cancelled);
            links.add(link);
            link.join(all.get(group.host()).split(" ", -1)[index], timeoutSeconds);
        }
    }

    private String startTracker(RabitGroup group) {
        calls.run("starting the tracker of " + group, () -> {
            RabitTracker tracker = RabitTracker.start(ownAddress(), group.size(), timeoutSeconds);
            trackers.add(tracker);
        });
        return trackers.get(trackers.size() - 1).address();
    }

    /** Returns the address at which Spark's block manager is reached by the other executors. */
    private static String ownAddress() {
        String host = SparkInternals.host();
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AllReduceException("rabit: Spark's name of this host, " + host + ", has no address", e);
        }
    }

    /** Sums a vector whose length is the same on all ranks, without meeting them first. */
    void exchange(float[] vector, float stamp) {
        int count = vector.length + 1;
        if (buffer.capacity() < count * Float.BYTES) {
            buffer = ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                    .order(ByteOrder.nativeOrder());
        }
        FloatBuffer floats = buffer.asFloatBuffer();
        floats.put(0, vector).put(vector.length, stamp);
        links.forEach(link -> link.sum(buffer, count));
        if (floats.get(vector.length) != stamp * world()) {
            throw staleStamp(stamp, floats.get(vector.length));
        }
        floats.get(0, vector);
    }

    /** The sum of stamps is the same on all ranks, so that all come here and compare their own stamps. */
    private AllReduceException staleStamp(float own, float sum) {
        List<String> stamps = barrier().gather("stamps of a sum that is wrong", Float.toString(own));
        List<Integer> different = IntStream.range(0, world())
                .filter(rank -> !stamps.get(rank).equals(stamps.get(0)))
                .boxed()
                .toList();
        return new AllReduceException("stamps add up to " + sum + ", expected " + own * world()
                + ": a part is stale, missing or damaged; the stamps of ranks " + different + " differ from rank 0's");
    }

    /** Asks the driver, who knows which rank is lost; rabit does not. */
    private AllReduceException explained(String step, AllReduceException failure) {
        try {
            barrier().await(step + " has failed");
            return new AllReduceException("rank " + rank() + ", " + step + ": " + failure.getMessage(), failure);
        } catch (AllReduceException named) {
            named.addSuppressed(failure);
            return named;
        }
    }

    /**
     * Leaves the groups and stops the trackers. A tracker must run until all its members have left: unless the run has
     * failed, the ranks meet in between.
     */
    @Override
    public void close() {
        try (calls) {
            List<AllReduceException> failures = new ArrayList<>();
            links.forEach(link -> attempt(failures, link::close));
            boolean together = links.isEmpty() || met();
            for (RabitTracker tracker : trackers) {
                Runnable end = together ? () -> tracker.finish(timeoutSeconds) : tracker::abandon;
                attempt(failures, () -> calls.finish("stopping a tracker", end));
            }
            if (together && !failures.isEmpty()) {
                throw failures.get(0);
            }
            // without a lost peer rabit cannot end in order; that the run has failed is known already
            failures.forEach(failure -> LOGGER.info("rank {}: {}", rank(), failure.getMessage()));
        }
    }

    private boolean met() {
        try {
            barrier().await("rabit's groups are left");
            return true;
        } catch (AllReduceException failed) {
            return false;
        }
    }

    private static void attempt(List<AllReduceException> failures, Runnable step) {
        try {
            step.run();
        } catch (AllReduceException e) {
            failures.add(e);
        }
    }
}
