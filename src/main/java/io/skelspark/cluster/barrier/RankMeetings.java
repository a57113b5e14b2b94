package io.skelspark.cluster.barrier;

import io.skelspark.cluster.internals.DriverEndpoint;
import io.skelspark.cluster.internals.DriverEndpoint.Question;
import io.skelspark.train.AllReduceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of the {@link RankBarrier}: answers a step when all ranks have reached it. When a rank has failed, is
 * lost, late or at another step, every rank that waits or arrives later is told.
 */
public final class RankMeetings implements DriverEndpoint.Handler<RankMessage> {
    /** The ranks of one stage attempt at their current step. */
    private static final class Attempt {
        private final Map<Integer, String> addresses = new HashMap<>();
        private final Map<Integer, String> executors = new HashMap<>();
        private final Set<Integer> ended = new HashSet<>();
        private final @Nullable Question[] waiting;
        private final String[] values;
        private int arrived;
        private long sequence;
        private String step = "";
        private @Nullable String broken;

        Attempt(int world) {
            waiting = new Question[world];
            values = new String[world];
        }
    }

    private final int world;
    private final Consumer<String> progress;
    private final BooleanSupplier stop;
    private final Map<Integer, Attempt> attempts = new HashMap<>();
    private volatile @Nullable RankFailure failure;

    /**
     * The meetings of a run.
     *
     * @param world number of ranks
     * @param progress takes the lines by which ranks report their progress
     * @param stop whether the run is to end
     */
    public RankMeetings(int world, Consumer<String> progress, BooleanSupplier stop) {
        this.world = world;
        this.progress = progress;
        this.stop = stop;
    }

    /** Opens the endpoint of that name, through which the ranks meet until it is closed. */
    public DriverEndpoint open(String name) {
        return new DriverEndpoint(name, RankMessage.class, this);
    }

    /** Returns the first failure, or null; a lost executor replaces the errors that its loss caused in other ranks. */
    @Nullable
    public RankFailure failure() {
        return failure;
    }

    /** Returns the executors of the ranks that have started and have neither failed nor been lost. */
    public synchronized Map<Integer, String> unended() {
        Map<Integer, String> unended = new TreeMap<>();
        for (Attempt attempt : attempts.values()) {
            unended.putAll(attempt.executors);
            unended.keySet().removeAll(attempt.ended);
        }
        return unended;
    }

    @Override
    public void told(RankMessage message) {
        if (message instanceof RankMessage.Report report) {
            progress.accept(report.line());
        }
    }

    @Override
    public synchronized void asked(RankMessage message, Question question) {
        Attempt attempt = attempts.computeIfAbsent(message.attempt(), number -> new Attempt(world));
        attempt.addresses.put(message.rank(), question.address());
        if (message instanceof RankMessage.Arrive arrival) {
            arrive(attempt, arrival, question);
        } else if (message instanceof RankMessage.Expire expiry) {
            expire(attempt, expiry, question);
        } else if (message instanceof RankMessage.Fail report) {
            attempt.ended.add(report.rank());
            RankFailure.FailureKind kind = report.cause() instanceof AllReduceException
                    ? RankFailure.FailureKind.UNREACHED_RANK
                    : RankFailure.FailureKind.OWN_ERROR;
            breakUp(attempt, new RankFailure(report.rank(), kind, report.summary(), report.cause()));
            question.answer(true);
        } else if (message instanceof RankMessage.AskStop) {
            question.answer(stop.getAsBoolean());
        }
    }

    private void arrive(Attempt attempt, RankMessage.Arrive arrival, Question question) {
        attempt.executors.put(arrival.rank(), arrival.executor());
        if (attempt.broken != null) {
            question.fail(new IllegalStateException(attempt.broken));
            return;
        }
        if (attempt.arrived == 0) {
            attempt.sequence = arrival.sequence();
            attempt.step = arrival.step();
        }
        boolean inStep = arrival.sequence() == attempt.sequence
                && arrival.step().equals(attempt.step)
                && attempt.waiting[arrival.rank()] == null;
        attempt.waiting[arrival.rank()] = question;
        if (!inStep) {
            String summary = "out of step: at \"%s\" (meeting %d), the others at \"%s\" (meeting %d)"
                    .formatted(arrival.step(), arrival.sequence(), attempt.step, attempt.sequence);
            breakUp(attempt, new RankFailure(arrival.rank(), RankFailure.FailureKind.OWN_ERROR, summary, null));
            return;
        }
        attempt.values[arrival.rank()] = arrival.value();
        if (++attempt.arrived == world) {
            release(attempt);
        }
    }

    private static void release(Attempt attempt) {
        @Nullable Question[] questions = attempt.waiting.clone();
        Arrays.fill(attempt.waiting, null);
        attempt.arrived = 0;
        for (Question question : questions) {
            Objects.requireNonNull(question).answer(attempt.values.clone());
        }
    }

    private void expire(Attempt attempt, RankMessage.Expire expiry, Question question) {
        List<Integer> missing = IntStream.range(0, attempt.waiting.length)
                .filter(rank -> attempt.waiting[rank] == null)
                .boxed()
                .toList();
        String summary = "waited %s at \"%s\" for ranks %s".formatted(expiry.timeout(), attempt.step, missing);
        breakUp(attempt, new RankFailure(expiry.rank(), RankFailure.FailureKind.LATE_RANK, summary, null));
        question.fail(new IllegalStateException(attempt.broken));
    }

    @Override
    public synchronized void disconnected(String address) {
        for (Attempt attempt : attempts.values()) {
            attempt.addresses.forEach((rank, other) -> {
                if (other.equals(address)) {
                    attempt.ended.add(rank);
                    String summary = "lost: its executor at " + address + " has disconnected";
                    breakUp(attempt, new RankFailure(rank, RankFailure.FailureKind.LOST_EXECUTOR, summary, null));
                }
            });
        }
    }

    /** Ends the attempt for all its ranks. The first failure stays, unless a lost executor explains it. */
    private void breakUp(Attempt attempt, RankFailure first) {
        String broken = "rank " + first.rank() + " of " + world + ": " + first.summary();
        RankFailure known = failure;
        boolean explained = known != null
                && known.kind() == RankFailure.FailureKind.UNREACHED_RANK
                && first.kind() == RankFailure.FailureKind.LOST_EXECUTOR;
        if (attempt.broken == null || explained) {
            failure = new RankFailure(first.rank(), first.kind(), broken, first.cause());
        }
        if (attempt.broken != null) {
            return;
        }
        attempt.broken = broken;
        for (Question question : attempt.waiting) {
            if (question != null) {
                question.fail(new IllegalStateException(broken));
            }
        }
        Arrays.fill(attempt.waiting, null);
    }
}
