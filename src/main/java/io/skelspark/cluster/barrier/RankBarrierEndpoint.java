package io.skelspark.cluster.barrier;

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
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import org.jspecify.annotations.Nullable;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The driver's side of the {@link RankBarrier}: answers a step once all ranks have reached it. Once a rank has failed, is
 * lost, late or out of step, every rank that waits or arrives is told so. Spark hands it one message at a time.
 */
public final class RankBarrierEndpoint implements ThreadSafeRpcEndpoint {
    /**
     * Why a run failed.
     *
     * @param rank the first rank that failed
     * @param kind whether another attempt may do better
     * @param cause what it threw, where that could be sent
     */
    public record Failure(int rank, Kind kind, String summary, @Nullable Throwable cause) {}

    /** How a rank failed. */
    public enum Kind {
        /** By an error of its own. */
        ERROR,
        /** A rank found that it could not reach another. */
        UNREACHED,
        /** Its executor is gone. */
        GONE,
        /** It did not come in time. */
        LATE
    }

    /** The ranks of one stage attempt at their current step. */
    private static final class Attempt {
        private final Map<Integer, RpcAddress> addresses = new HashMap<>();
        private final Map<Integer, String> executors = new HashMap<>();
        private final Set<Integer> ended = new HashSet<>();
        private final @Nullable RpcCallContext[] waiting;
        private final String[] values;
        private int arrived;
        private long sequence;
        private String step = "";
        private @Nullable String broken;

        Attempt(int world) {
            waiting = new RpcCallContext[world];
            values = new String[world];
        }
    }

    private final RpcEnv environment;
    private final int world;
    private final Consumer<String> progress;
    private final BooleanSupplier stop;
    private final Map<Integer, Attempt> attempts = new HashMap<>();
    private volatile @Nullable Failure failure;

    /**
     * The meeting point of so many ranks.
     *
     * @param progress takes the lines by which ranks tell how far they are
     * @param stop whether the run is to end
     */
    public RankBarrierEndpoint(RpcEnv environment, int world, Consumer<String> progress, BooleanSupplier stop) {
        this.environment = environment;
        this.world = world;
        this.progress = progress;
        this.stop = stop;
    }

    /** The failure that came first, or null; a lost executor is told of rather than what others met for its sake. */
    @Nullable
    public Failure failure() {
        return failure;
    }

    /** The executors of ranks that have started and have neither failed nor gone. */
    public synchronized Map<Integer, String> unended() {
        Map<Integer, String> unended = new TreeMap<>();
        for (Attempt attempt : attempts.values()) {
            unended.putAll(attempt.executors);
            unended.keySet().removeAll(attempt.ended);
        }
        return unended;
    }

    @Override
    public RpcEnv rpcEnv() {
        return environment;
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receive() {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object message) {
                return message instanceof RankMessage.Progress;
            }

            @Override
            public BoxedUnit apply(Object message) {
                progress.accept(((RankMessage.Progress) message).line());
                return BoxedUnit.UNIT;
            }
        };
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext caller) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object message) {
                return message instanceof RankMessage;
            }

            @Override
            public BoxedUnit apply(Object message) {
                receive((RankMessage) message, caller);
                return BoxedUnit.UNIT;
            }
        };
    }

    private synchronized void receive(RankMessage message, RpcCallContext caller) {
        Attempt attempt = attempts.computeIfAbsent(message.attempt(), number -> new Attempt(world));
        attempt.addresses.put(message.rank(), caller.senderAddress());
        if (message instanceof RankMessage.Arrive arrival) {
            arrive(attempt, arrival, caller);
        } else if (message instanceof RankMessage.Expire expiry) {
            expire(attempt, expiry, caller);
        } else if (message instanceof RankMessage.Fail report) {
            attempt.ended.add(report.rank());
            Kind kind = report.cause() instanceof AllReduceException ? Kind.UNREACHED : Kind.ERROR;
            breakUp(attempt, new Failure(report.rank(), kind, report.summary(), report.cause()));
            caller.reply(true);
        } else if (message instanceof RankMessage.AskStop) {
            caller.reply(stop.getAsBoolean());
        }
    }

    private void arrive(Attempt attempt, RankMessage.Arrive arrival, RpcCallContext caller) {
        attempt.executors.put(arrival.rank(), arrival.executor());
        if (attempt.broken != null) {
            caller.sendFailure(new IllegalStateException(attempt.broken));
            return;
        }
        if (attempt.arrived == 0) {
            attempt.sequence = arrival.sequence();
            attempt.step = arrival.step();
        }
        boolean inStep = arrival.sequence() == attempt.sequence
                && arrival.step().equals(attempt.step)
                && attempt.waiting[arrival.rank()] == null;
        attempt.waiting[arrival.rank()] = caller;
        if (!inStep) {
            String summary = "out of step: at \"%s\" (meeting %d), its peers at \"%s\" (meeting %d)"
                    .formatted(arrival.step(), arrival.sequence(), attempt.step, attempt.sequence);
            breakUp(attempt, new Failure(arrival.rank(), Kind.ERROR, summary, null));
            return;
        }
        attempt.values[arrival.rank()] = arrival.value();
        if (++attempt.arrived == world) {
            release(attempt);
        }
    }

    private static void release(Attempt attempt) {
        @Nullable RpcCallContext[] callers = attempt.waiting.clone();
        Arrays.fill(attempt.waiting, null);
        attempt.arrived = 0;
        for (RpcCallContext caller : callers) {
            Objects.requireNonNull(caller).reply(attempt.values.clone());
        }
    }

    private void expire(Attempt attempt, RankMessage.Expire expiry, RpcCallContext caller) {
        List<Integer> missing = IntStream.range(0, attempt.waiting.length)
                .filter(rank -> attempt.waiting[rank] == null)
                .boxed()
                .toList();
        String summary = "waited %s at \"%s\" for ranks %s".formatted(expiry.timeout(), attempt.step, missing);
        breakUp(attempt, new Failure(expiry.rank(), Kind.LATE, summary, null));
        caller.sendFailure(new IllegalStateException(attempt.broken));
    }

    @Override
    public synchronized void onDisconnected(RpcAddress address) {
        for (Attempt attempt : attempts.values()) {
            attempt.addresses.forEach((rank, other) -> {
                if (other.equals(address)) {
                    attempt.ended.add(rank);
                    String summary = "lost: its executor at " + address + " has disconnected";
                    breakUp(attempt, new Failure(rank, Kind.GONE, summary, null));
                }
            });
        }
    }

    /** Ends the attempt for all its ranks; the first reason stays, unless what is behind it comes later. */
    private void breakUp(Attempt attempt, Failure first) {
        String broken = "rank " + first.rank() + " of " + world + ": " + first.summary();
        Failure known = failure;
        boolean clearer = known != null && known.kind() == Kind.UNREACHED && first.kind() == Kind.GONE;
        if (attempt.broken == null || clearer) {
            failure = new Failure(first.rank(), first.kind(), broken, first.cause());
        }
        if (attempt.broken != null) {
            return;
        }
        attempt.broken = broken;
        for (RpcCallContext caller : attempt.waiting) {
            if (caller != null) {
                caller.sendFailure(new IllegalStateException(broken));
            }
        }
        Arrays.fill(attempt.waiting, null);
    }
}
