package io.skelspark.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
final class RankBarrierEndpoint implements ThreadSafeRpcEndpoint {
    /**
     * Why a run failed.
     *
     * @param rank the first rank that failed
     * @param cause what it threw, where that could be sent
     */
    record Failure(int rank, String summary, @Nullable Throwable cause) {}

    /** The ranks of one stage attempt at their current step. */
    private static final class Attempt {
        private final Map<Integer, RpcAddress> addresses = new HashMap<>();
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
    private final Map<Integer, Attempt> attempts = new HashMap<>();
    private volatile @Nullable Failure failure;

    /** @param progress takes the lines by which ranks tell how far they are */
    RankBarrierEndpoint(RpcEnv environment, int world, Consumer<String> progress) {
        this.environment = environment;
        this.world = world;
        this.progress = progress;
    }

    /** The failure that came first, or null. */
    @Nullable
    Failure failure() {
        return failure;
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

    private void receive(RankMessage message, RpcCallContext caller) {
        Attempt attempt = attempts.computeIfAbsent(message.attempt(), number -> new Attempt(world));
        attempt.addresses.put(message.rank(), caller.senderAddress());
        if (message instanceof RankMessage.Arrive arrival) {
            arrive(attempt, arrival, caller);
        } else if (message instanceof RankMessage.Expire expiry) {
            expire(attempt, expiry, caller);
        } else if (message instanceof RankMessage.Fail report) {
            breakUp(attempt, report.rank(), report.summary(), report.cause());
            caller.reply(true);
        }
    }

    private void arrive(Attempt attempt, RankMessage.Arrive arrival, RpcCallContext caller) {
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
            breakUp(attempt, arrival.rank(), summary, null);
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
        breakUp(attempt, expiry.rank(), summary, null);
        caller.sendFailure(new IllegalStateException(attempt.broken));
    }

    @Override
    public void onDisconnected(RpcAddress address) {
        for (Attempt attempt : attempts.values()) {
            attempt.addresses.forEach((rank, other) -> {
                if (other.equals(address)) {
                    breakUp(attempt, rank, "lost: its executor at " + address + " has disconnected", null);
                }
            });
        }
    }

    /** Ends the attempt for all its ranks; the first reason stays. */
    private void breakUp(Attempt attempt, int rank, String summary, @Nullable Throwable cause) {
        if (attempt.broken != null) {
            return;
        }
        String broken = "rank " + rank + " of " + world + ": " + summary;
        attempt.broken = broken;
        failure = new Failure(rank, broken, cause);
        for (RpcCallContext caller : attempt.waiting) {
            if (caller != null) {
                caller.sendFailure(new IllegalStateException(broken));
            }
        }
        Arrays.fill(attempt.waiting, null);
    }
}
