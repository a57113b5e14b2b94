package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.model.cnn.C3D;
import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.model.cnn.SlowOnlyStage.Inflation;
import io.skelspark.model.cnn.VolumeBackbone;
import io.skelspark.model.cnn.X3D;
import io.skelspark.model.cnn.X3DStage;
import io.skelspark.model.engine.NetworkReplica;
import io.skelspark.model.engine.NetworkScorer;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Recognizer3DTest {
    private static final int CLASSES = 6;
    private static final List<Integer> VIEW = List.of(5, 6, 12, 12);

    /** A small one of each kind. */
    static Stream<VolumeBackbone> backbones() {
        return Stream.of(
                new ResNet3dSlowOnly(
                        5,
                        8,
                        1,
                        1,
                        List.of(
                                new SlowOnlyStage(2, Inflation.NONE, 2, 1),
                                new SlowOnlyStage(1, Inflation.FRAMES, 2, 2))),
                new C3D(5, 4, 3, true),
                new X3D(5, 8, 1, 2.25, 1, List.of(new X3DStage(2, 2), new X3DStage(1, 1))));
    }

    private static Recognizer3D network(VolumeBackbone backbone, double dropout) {
        return new Recognizer3D(backbone, new HeadSettings(CLASSES, dropout, 0));
    }

    private static Batch batch(int samples, int views) {
        Random random = new Random(3);
        float[] inputs = new float[samples * views * VIEW.stream().reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        return new Batch(
                inputs, List.of(samples, views, VIEW.get(0), VIEW.get(1), VIEW.get(2), VIEW.get(3)), new int[samples]);
    }

    private record Result(double loss, float[] logits, float[] gradient, float[] buffers) {}

    private static Result train(Replica replica, ModelState state, Batch samples) {
        float[] gradient = new float[state.parameters().length];
        float[] buffers = state.buffers().clone();
        Replica.Pass pass =
                replica.forwardBackward(state.parameters(), buffers, samples, FloatBuffer.wrap(gradient), 1);
        return new Result(pass.loss(), pass.logits(), gradient, buffers);
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void startsAsItsShortcutsAre(VolumeBackbone backbone) {
        ModelState state = network(backbone, 0).initialise(1);
        List<Entry> last = state.layout().entries().stream()
                .filter(entry -> entry.name().endsWith(".conv3.bn.weight"))
                .toList();

        assertThat(last).hasSize(backbone instanceof C3D ? 0 : 3);
        assertThat(last).allSatisfy(entry -> assertThat(
                        Arrays.copyOfRange(state.parameters(), entry.offset(), entry.offset() + entry.size()))
                .containsOnly(0));
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void gradientPredictsTheChangeOfTheLoss(VolumeBackbone backbone) {
        Recognizer3D network = network(backbone, 0);
        ModelState state = network.initialise(1);
        try (Replica replica = network.replica(Device.CPU)) {
            Result before = train(replica, state, batch(3, 1));
            double squares = 0;
            for (float value : before.gradient) {
                squares += (double) value * value;
            }
            for (int i = 0; i < before.gradient.length; i++) {
                state.parameters()[i] -= (float) (1e-3 / squares) * before.gradient[i];
            }
            assertThat(train(replica, state, batch(3, 1)).loss - before.loss).isCloseTo(-1e-3, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void givesTheSameBitsOnEveryThreadAndReplicaWhateverRanBefore(VolumeBackbone backbone) throws Exception {
        Recognizer3D network = network(backbone, 0.5);
        ModelState state = network.initialise(1);
        Result expected;
        try (Replica replica = network.replica(Device.CPU)) {
            expected = train(replica, state, batch(3, 1));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> job = () -> {
                try (NetworkReplica replica = (NetworkReplica) network.replica(Device.CPU);
                        Scorer scorer = network.scorer(state)) {
                    for (int round = 0; round < 3; round++) {
                        train(replica, state, batch(2 + round, 1));
                        scorer.logits(batch(2, 1));
                        Result found = train(replica, state, batch(3, 1));
                        assertThat(found.loss).isEqualTo(expected.loss);
                        assertThat(found.logits).isEqualTo(expected.logits);
                        assertThat(found.gradient).isEqualTo(expected.gradient);
                        assertThat(found.buffers).isEqualTo(expected.buffers);
                        assertThat(replica.openArrays()).isZero();
                    }
                    return true;
                }
            };
            for (Future<Boolean> done : threads.invokeAll(List.of(job, job))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void survivesSerialization(VolumeBackbone backbone) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(network(backbone, 0));
        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(copy).isEqualTo(network(backbone, 0));
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void logitsOfAViewDoNotDependOnTheOthers(VolumeBackbone backbone) {
        Recognizer3D network = network(backbone, 0);
        Batch views = batch(2, 3);
        try (NetworkScorer scorer = (NetworkScorer) network.scorer(network.initialise(1))) {
            float[] all = scorer.logits(views);
            int open = scorer.openArrays();
            float[] inputs = views.inputs();
            float[] last = Arrays.copyOfRange(inputs, inputs.length / 6 * 5, inputs.length);
            Batch alone = new Batch(last, batch(1, 1).shape(), new int[1]);
            assertThat(scorer.logits(alone)).isEqualTo(Arrays.copyOfRange(all, 5 * CLASSES, 6 * CLASSES));
            assertThat(scorer.openArrays()).isEqualTo(open);
        }
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void dropsFeaturesInTrainingAlone(VolumeBackbone backbone) {
        ModelState state = network(backbone, 0).initialise(1);
        try (Scorer with = network(backbone, 0.5).scorer(state);
                Scorer without = network(backbone, 0).scorer(state)) {
            assertThat(with.logits(batch(1, 2))).isEqualTo(without.logits(batch(1, 2)));
        }
        try (Replica with = network(backbone, 0.5).replica(Device.CPU);
                Replica without = network(backbone, 0).replica(Device.CPU)) {
            assertThat(train(with, state, batch(2, 1)).logits).isNotEqualTo(train(without, state, batch(2, 1)).logits);
        }
    }

    @Test
    void roundsTheWidthsAndTheBlocksOfAnX3d() {
        List<X3DStage> stages = List.of(new X3DStage(3, 2), new X3DStage(2, 1));
        Assembly layers = network(new X3D(5, 24, 1.5, 1.3, 0.5, stages), 0).assemble();

        assertThat(layers.backbone().channels()).as("80 * 1.3").isEqualTo(104);
        assertThat(layers.weights().layout().entries().stream()
                        .map(Entry::name)
                        .filter(name -> name.contains("layer") && name.endsWith("conv1.conv.weight")))
                .containsExactly(
                        "backbone.layer1.0.conv1.conv.weight",
                        "backbone.layer1.1.conv1.conv.weight",
                        "backbone.layer2.0.conv1.conv.weight");
        assertThat(network(new X3D(5, 2, 1, 1, 1, stages), 0)
                        .assemble()
                        .backbone()
                        .channels())
                .as("at least 8, then doubled")
                .isEqualTo(16);
        assertThat(network(new X3D(5, 11, 1, 1, 1, stages), 0)
                        .assemble()
                        .backbone()
                        .channels())
                .as("8 is below 0.9 of 11")
                .isEqualTo(32);
    }

    @Test
    void refusesStagesThatAreNone() {
        assertThatThrownBy(() -> new SlowOnlyStage(0, Inflation.NONE, 1, 1)).hasMessageContaining("0 blocks");
        assertThatThrownBy(() -> new X3DStage(1, 0)).hasMessageContaining("spatial stride 0");
        assertThatThrownBy(() -> new C3D(17, 32, 2, false)).hasMessageContaining("2 stages, expected 3 or 4");
    }
}
