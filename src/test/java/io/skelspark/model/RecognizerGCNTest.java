package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.ResidentMemory;
import io.skelspark.model.engine.NetworkReplica;
import io.skelspark.model.engine.NetworkScorer;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout.EntryKind;
import io.skelspark.train.optimizer.Sgd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RecognizerGCNTest {
    private static final int JOINTS = 11;
    private final RecognizerGCN network = SmallRecognizer.of(JOINTS, 16, 5);
    private final ModelState state = network.initialise(1);
    private final Batch batch = SmallRecognizer.batch(3, 1, 12, JOINTS, 2);

    private record Result(double loss, float[] logits, float[] gradient, float[] buffers) {}

    private Result train(Replica replica, Batch samples) {
        float[] gradient = new float[state.parameters().length];
        float[] buffers = state.buffers().clone();
        Replica.Pass pass =
                replica.forwardBackward(state.parameters(), buffers, samples, FloatBuffer.wrap(gradient), 0);
        return new Result(pass.loss(), pass.logits(), gradient, buffers);
    }

    private static void assertSameBits(Result found, Result expected) {
        assertThat(found.loss).isEqualTo(expected.loss);
        assertThat(found.logits).isEqualTo(expected.logits);
        assertThat(found.gradient).isEqualTo(expected.gradient);
        assertThat(found.buffers).isEqualTo(expected.buffers);
    }

    @Test
    void hasTheParametersOfThePublishedNetwork() {
        assertThat(SmallRecognizer.of(17, 64, 10).layout().parameterSize()).isEqualTo(1_393_016);
        assertThat(SmallRecognizer.of(25, 64, 10).layout().parameterSize()).isEqualTo(1_403_144);
        assertThat(SmallRecognizer.of(17, 64, 10).layout().entries()).hasSize(692);
    }

    @Test
    void startsWithTheSameBitsForTheSameSeed() {
        assertThat(network.initialise(1).parameters()).isEqualTo(state.parameters());
        assertThat(network.initialise(2).parameters()).isNotEqualTo(state.parameters());
    }

    @Test
    void survivesSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(network);
        RecognizerGCN copy =
                (RecognizerGCN) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(copy.initialise(1).parameters()).isEqualTo(state.parameters());
    }

    @Test
    void givesTheSameBitsOnEveryThreadAndReplicaWhateverRanBefore() throws Exception {
        Result expected;
        try (Replica replica = network.replica(Device.CPU)) {
            expected = train(replica, batch);
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Boolean> job = () -> {
                try (Replica replica = network.replica(Device.CPU);
                        Scorer scorer = network.scorer(state)) {
                    for (int round = 0; round < 5; round++) {
                        train(replica, SmallRecognizer.batch(1 + round, 1, 9 + round, JOINTS, round));
                        scorer.logits(batch);
                        assertSameBits(train(replica, batch), expected);
                    }
                    return true;
                }
            };
            for (Future<Boolean> done : threads.invokeAll(List.of(job, job, job))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void gradientPredictsTheChangeOfTheLoss() {
        try (Replica replica = network.replica(Device.CPU)) {
            Result before = train(replica, batch);
            double length = 0;
            for (float value : before.gradient) {
                length += (double) value * value;
            }
            float step = (float) (1e-3 / length);
            for (int i = 0; i < before.gradient.length; i++) {
                state.parameters()[i] -= step * before.gradient[i];
            }
            assertThat(train(replica, batch).loss - before.loss).isCloseTo(-1e-3, within(1e-4));
        }
    }

    @Test
    void trainingLowersTheLossAndCountsBatches() {
        float[] gradient = new float[state.parameters().length];
        float[] momentum = new float[gradient.length];
        Sgd sgd = new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV);
        try (Replica replica = network.replica(Device.CPU)) {
            double first = train(replica, batch).loss;
            for (int i = 0; i < 10; i++) {
                replica.forwardBackward(state.parameters(), state.buffers(), batch, FloatBuffer.wrap(gradient), 0);
                sgd.step(state.parameters(), gradient, List.of(momentum), 0.05f, 0);
            }
            assertThat(train(replica, batch).loss).isLessThan(first / 2);
        }
        network.layout().entries().stream()
                .filter(entry -> entry.kind() == EntryKind.COUNTER)
                .forEach(entry -> assertThat(state.buffers()[entry.offset()]).isEqualTo(10));
    }

    @Test
    void logitsOfAViewDoNotDependOnTheOthers() {
        Batch views = SmallRecognizer.batch(2, 3, 12, JOINTS, 5);
        try (Scorer scorer = network.scorer(state)) {
            float[] all = scorer.logits(views);
            assertThat(all).hasSize(2 * 3 * SmallRecognizer.CLASSES);
            int size = views.inputs().length / 6;
            float[] last = Arrays.copyOfRange(views.inputs(), 5 * size, 6 * size);
            Batch alone = new Batch(last, List.of(1, 1, 2, 12, JOINTS, 3), new int[] {0});
            assertThat(scorer.logits(alone))
                    .isEqualTo(Arrays.copyOfRange(all, 5 * SmallRecognizer.CLASSES, all.length));
        }
    }

    @Test
    void scoresViewsOfAnyLengthAsANewScorerDoes() {
        try (NetworkScorer scorer = (NetworkScorer) network.scorer(state)) {
            scorer.logits(batch);
            int open = scorer.openArrays();
            for (int frames : List.of(12, 9, 20)) {
                Batch views = SmallRecognizer.batch(2, 1, frames, JOINTS, frames);
                try (Scorer fresh = network.scorer(state)) {
                    assertThat(scorer.logits(views)).isEqualTo(fresh.logits(views));
                }
            }
            assertThat(scorer.openArrays()).isEqualTo(open);
        }
    }

    @Test
    void evaluationLeavesTheRunningStatisticsAlone() {
        float[] before = state.buffers().clone();
        try (Scorer scorer = network.scorer(state)) {
            scorer.logits(batch);
        }
        assertThat(state.buffers()).isEqualTo(before);
    }

    @Test
    void returnsItsNativeMemory() throws Exception {
        try (NetworkReplica replica = (NetworkReplica) network.replica(Device.CPU)) {
            run(replica, 60);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = ResidentMemory.ofThisProcess();
                run(replica, 100);
                least = Math.min(least, ResidentMemory.ofThisProcess() - before);
            }
            assertThat(replica.openArrays()).isZero();
            // a step has about 100 activations of 0.4 MB: one that stays open each time adds 35 MB in every round,
            // while the Java heap and the allocator's reserve grow in some rounds only
            assertThat(least).isLessThan(25_000);
        }
    }

    private void run(Replica replica, int steps) {
        Batch larger = SmallRecognizer.batch(8, 1, 32, JOINTS, 3);
        for (int step = 0; step < steps; step++) {
            train(replica, larger);
            try (Scorer scorer = network.scorer(state)) {
                scorer.logits(batch);
            }
        }
    }

    @Test
    void refusesWeightsOfAnotherNetwork() {
        try (Replica replica = network.replica(Device.CPU)) {
            assertThatThrownBy(() -> network.scorer(new ModelState(network.layout(), new float[3], state.buffers())))
                    .hasMessageContaining("3 parameters");
            assertThatThrownBy(() ->
                            replica.forwardBackward(new float[3], state.buffers(), batch, FloatBuffer.allocate(3), 0))
                    .hasMessageContaining("3 parameters")
                    .hasMessageContaining(String.valueOf(state.parameters().length));
        }
    }

    @Test
    void refusesSeveralViewsInTraining() {
        try (Replica replica = network.replica(Device.CPU)) {
            assertThatThrownBy(() -> train(replica, SmallRecognizer.batch(2, 3, 12, JOINTS, 1)))
                    .hasMessageContaining("3 views");
        }
    }
}
