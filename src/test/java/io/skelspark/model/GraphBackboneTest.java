package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.model.engine.NetworkReplica;
import io.skelspark.model.engine.NetworkScorer;
import io.skelspark.model.gcn.DGGCN;
import io.skelspark.model.gcn.DGMSTCN;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.MSG3D;
import io.skelspark.model.gcn.MultiScaleTemporalConv;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.StagedGCN;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitCTRGCN;
import io.skelspark.model.gcn.UnitTCN;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every graph backbone keeps to, however its units work. */
class GraphBackboneTest {
    private static final int JOINTS = 7;

    static List<GraphBackbone> backbones() {
        return List.of(
                staged(new GraphStage(
                        new UnitAAGCN(UnitAAGCN.SampleGraph.ADAPTIVE, UnitAAGCN.Attention.STC), new UnitTCN(0.5))),
                staged(new GraphStage(new UnitCTRGCN(), new MultiScaleTemporalConv(0.5, 5, List.of(1, 2)))),
                staged(new GraphStage(new DGGCN(0.25), new DGMSTCN(0.5, 0))),
                new MSG3D(2, 3, chain(1), 12, 3, 3));
    }

    private static GraphBackbone staged(GraphStage stage) {
        boolean drawn = stage.spatial() instanceof DGGCN;
        return new StagedGCN(
                2,
                3,
                drawn ? new InitialGraph.Drawn(4, JOINTS, 0.04, 0.02) : new InitialGraph.Skeleton(chain(3)),
                DataNorm.MVC,
                new StageShapes(3, 12, 2, List.of(2), List.of(3)),
                stage);
    }

    /** Returns subsets of joints in a row, each connected to the next. */
    private static Tensor chain(int subsets) {
        Tensor graph = Tensor.zeros(DType.FLOAT32, subsets, JOINTS, JOINTS);
        for (int subset = 0; subset < subsets; subset++) {
            for (int joint = 1; joint < JOINTS; joint++) {
                graph.values()[(subset * JOINTS + joint) * JOINTS + joint - 1] = 1;
                graph.values()[(subset * JOINTS + joint - 1) * JOINTS + joint] = 1;
            }
        }
        return graph;
    }

    private static RecognizerGCN network(GraphBackbone backbone) {
        return new RecognizerGCN(backbone, new HeadSettings(SmallRecognizer.CLASSES, 0, 0), Reference.PYSKL);
    }

    /** Returns a state in which no share of a term is 0 any more. */
    private static ModelState state(RecognizerGCN network) {
        ModelState state = network.initialise(1);
        Random random = new Random(1);
        for (int i = 0; i < state.parameters().length; i++) {
            state.parameters()[i] += (float) random.nextGaussian() * 0.05f;
        }
        return state;
    }

    private static Batch batch(int samples, int views, int frames) {
        return SmallRecognizer.batch(samples, views, frames, JOINTS, 2);
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
    void givesTheSameBitsOnEveryThreadAndReplicaWhateverRanBefore(GraphBackbone backbone) throws Exception {
        RecognizerGCN network = network(backbone);
        ModelState state = state(network);
        Result expected;
        try (Replica replica = network.replica(Device.CPU)) {
            expected = train(replica, state, batch(3, 1, 11));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> job = () -> {
                try (NetworkReplica replica = (NetworkReplica) network.replica(Device.CPU);
                        Scorer scorer = network.scorer(state)) {
                    for (int round = 0; round < 3; round++) {
                        train(replica, state, batch(2 + round, 1, 9 + round));
                        scorer.logits(batch(2, 1, 11));
                        Result found = train(replica, state, batch(3, 1, 11));
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
    void gradientPredictsTheChangeOfTheLoss(GraphBackbone backbone) {
        RecognizerGCN network = network(backbone);
        ModelState state = state(network);
        try (Replica replica = network.replica(Device.CPU)) {
            Result before = train(replica, state, batch(3, 1, 11));
            double squares = 0;
            for (float value : before.gradient) {
                squares += (double) value * value;
            }
            for (int i = 0; i < before.gradient.length; i++) {
                state.parameters()[i] -= (float) (1e-3 / squares) * before.gradient[i];
            }
            assertThat(train(replica, state, batch(3, 1, 11)).loss - before.loss)
                    .isCloseTo(-1e-3, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void logitsOfAViewDoNotDependOnTheOthers(GraphBackbone backbone) {
        RecognizerGCN network = network(backbone);
        Batch views = batch(2, 3, 11);
        int classes = SmallRecognizer.CLASSES;
        try (NetworkScorer scorer = (NetworkScorer) network.scorer(state(network))) {
            float[] all = scorer.logits(views);
            int open = scorer.openArrays();
            int size = views.inputs().length / 6;
            float[] last = Arrays.copyOfRange(views.inputs(), 5 * size, 6 * size);
            Batch alone = new Batch(last, List.of(1, 1, 2, 11, JOINTS, 3), new int[1]);

            assertThat(scorer.logits(alone)).isEqualTo(Arrays.copyOfRange(all, 5 * classes, 6 * classes));
            assertThat(scorer.openArrays()).isEqualTo(open);
        }
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void survivesSerialization(GraphBackbone backbone) throws Exception {
        RecognizerGCN network = network(backbone);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(network);
        RecognizerGCN copy =
                (RecognizerGCN) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(copy).hasToString(network.toString());
        assertThat(copy.initialise(1).parameters())
                .isEqualTo(network.initialise(1).parameters());
    }

    @Test
    void aDrawnGraphIsTheSameInAllBlocksAndAnotherForAnotherSeed() {
        RecognizerGCN network = network(staged(new GraphStage(new DGGCN(0.25), new DGMSTCN(0, 0))));

        List<List<Float>> first = graphs(network.initialise(1));
        assertThat(first).hasSize(3);
        assertThat(first).containsOnly(first.get(0));
        assertThat(first.get(0)).doesNotHaveDuplicates();
        assertThat(graphs(network.initialise(2))).doesNotContain(first.get(0));
    }

    private static List<List<Float>> graphs(ModelState state) {
        return state.layout().entries().stream()
                .filter(entry -> entry.name().endsWith("gcn.A"))
                .map(entry -> values(state, entry))
                .toList();
    }

    private static List<Float> values(ModelState state, Entry entry) {
        return IntStream.range(entry.offset(), entry.offset() + entry.size())
                .mapToObj(i -> state.parameters()[i])
                .toList();
    }

    @Test
    void saysWhichGraphDoesNotFit() {
        assertThatThrownBy(() -> new MSG3D(2, 3, chain(3), 12, 3, 3)).hasMessageContaining("expected (1, V, V)");
        assertThatThrownBy(() -> new InitialGraph.Skeleton(Tensor.zeros(DType.FLOAT32, 3, 5)))
                .hasMessageContaining("expected (K, V, V)");
        assertThatThrownBy(() -> network(staged(new GraphStage(new DGGCN(0.01), new DGMSTCN(0, 0))))
                        .layout())
                .hasMessageContaining("12 channels has none");
    }
}
