package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.engine.NetworkReplica;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.StagedGCN;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitTCN;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Dropout;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int JOINTS = 9;
    private final Batch batch = SmallRecognizer.batch(2, 1, 12, JOINTS, 3);

    /** An AAGCN with attention and no normalisation of its input. */
    private static RecognizerGCN network(int stages, double dropout) {
        return network(stages, Collections.nCopies(stages, dropout), 0);
    }

    private static RecognizerGCN network(int stages, List<Double> dropout, double headDropout) {
        Tensor graph = Tensor.zeros(DType.FLOAT32, 3, JOINTS, JOINTS);
        for (int i = 0; i < graph.values().length; i += 4) {
            graph.values()[i] = 0.5;
        }
        return new RecognizerGCN(
                new StagedGCN(
                        2,
                        3,
                        new InitialGraph.Skeleton(graph),
                        DataNorm.NONE,
                        new StageShapes(stages, 8, 2, List.of(), List.of()),
                        dropout.stream()
                                .map(share -> new GraphStage(
                                        new UnitAAGCN(UnitAAGCN.SampleGraph.ADAPTIVE, UnitAAGCN.Attention.STC),
                                        new UnitTCN(share)))
                                .toList()),
                new HeadSettings(SmallRecognizer.CLASSES, headDropout, 0),
                Reference.MMACTION2);
    }

    private record Result(float[] logits, float[] gradient) {}

    private Result train(RecognizerGCN network, long seed) {
        ModelState state = network.initialise(1);
        float[] gradient = new float[state.parameters().length];
        try (Replica replica = network.replica(Device.CPU)) {
            Replica.Pass pass = replica.forwardBackward(
                    state.parameters(), state.buffers(), batch, FloatBuffer.wrap(gradient), seed);
            return new Result(pass.logits(), gradient);
        }
    }

    /** Has memory of Java collected between the passes, and used for something else. */
    private static void collect(int maskSize) {
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 500; i++) {
                for (int size : new int[] {1, 2, maskSize}) {
                    FloatBuffer other = ByteBuffer.allocateDirect(size * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
                    while (other.hasRemaining()) {
                        other.put(Float.NaN);
                    }
                }
            }
        }
    }

    private float[] gradient(RecognizerGCN network, Runnable betweenPasses) {
        ModelState state = network.initialise(1);
        float[] parameters = state.parameters().clone();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.01f * (i % 7);
        }
        float[] gradient = new float[parameters.length];
        Assembly layers = network.assemble();
        Layer paused = new ForwardOnly((input, weights) -> {
            NDArray output = layers.forward(input, weights);
            betweenPasses.run();
            return output;
        });
        try (NetworkReplica replica = new NetworkReplica(paused, network.layout(), 0, Device.CPU)) {
            replica.forwardBackward(parameters, state.buffers(), batch, FloatBuffer.wrap(gradient), 7);
        }
        return gradient;
    }

    @Test
    void backwardReadsNoMemoryThatWasCollected() {
        RecognizerGCN network = network(3, Collections.nCopies(3, 0.5), 0.5);
        int maskSize = 2 * 2 * 8 * 12 * JOINTS;
        float[] expected = gradient(network, () -> {});

        assertThat(gradient(network, () -> collect(maskSize))).isEqualTo(expected);
    }

    @Test
    void drawsTheSameForTheSameSeed() {
        RecognizerGCN network = network(3, 0.5);

        assertThat(train(network, 1).logits).isEqualTo(train(network, 1).logits);
        assertThat(train(network, 1).gradient).isEqualTo(train(network, 1).gradient);
        assertThat(train(network, 1).logits).isNotEqualTo(train(network, 2).logits);
    }

    @Test
    void leavesTheFirstStageAlone() {
        assertThat(train(network(1, 0.9), 1).logits).isEqualTo(train(network(1, 0), 1).logits);
        assertThat(train(network(2, 0.9), 1).logits).isNotEqualTo(train(network(2, 0), 1).logits);
    }

    @Test
    void dropsInTheStagesItIsGivenFor() {
        float[] none = train(network(3, 0), 1).logits;

        assertThat(train(network(3, List.of(0.9, 0.0, 0.0), 0), 1).logits).isEqualTo(none);
        assertThat(train(network(3, List.of(0.0, 0.0, 0.9), 0), 1).logits)
                .isNotEqualTo(none)
                .isNotEqualTo(train(network(3, List.of(0.0, 0.9, 0.0), 0), 1).logits);
        assertThatThrownBy(() -> network(3, List.of(0.5, 0.5), 0))
                .hasMessage("found the units of 2 stages, expected those of 3");
    }

    /** The classifier is linear, so its logits show which features were dropped and which were doubled. */
    @Test
    void dropsFeaturesBeforeTheyAreClassified() {
        RecognizerGCN with = network(2, List.of(0.0, 0.0), 0.5);
        RecognizerGCN without = network(2, 0);
        ModelState state = with.initialise(1);
        int head = state.layout().entries().stream()
                .filter(entry -> entry.name().equals("cls_head.fc.weight"))
                .findFirst()
                .orElseThrow()
                .offset();
        Arrays.fill(state.parameters(), head, state.parameters().length, 0);
        for (int feature = 0; feature < 8; feature++) {
            state.parameters()[head + feature * 8 + feature] = 1; // the logits of the first classes are the features
        }

        float[] features = run(without, state);
        float[] found = run(with, state);

        int dropped = 0;
        for (int i = 0; i < features.length; i++) {
            assertThat(found[i]).isIn(0f, 2 * features[i]);
            dropped += found[i] == 0 && features[i] != 0 ? 1 : 0;
        }
        assertThat(dropped).isBetween(1, 15);
        assertThat(train(with, 1).logits).isEqualTo(train(with, 1).logits);
    }

    private float[] run(RecognizerGCN network, ModelState state) {
        try (Replica replica = network.replica(Device.CPU)) {
            float[] gradient = new float[state.parameters().length];
            return replica.forwardBackward(
                            state.parameters(), state.buffers().clone(), batch, FloatBuffer.wrap(gradient), 5)
                    .logits();
        }
    }

    @Test
    void dropsNothingInEvaluation() {
        ModelState state = network(3, 0).initialise(1);
        try (Scorer with = network(3, List.of(0.5, 0.5, 0.5), 0.5).scorer(state);
                Scorer without = network(3, 0).scorer(state)) {
            assertThat(with.logits(batch)).isEqualTo(without.logits(batch));
        }
    }

    @Test
    void dropsItsShareAndScalesTheRest() {
        Weights weights = new Weights(Reference.MMACTION2);
        weights.scope("any").parameter("weight", (index, random) -> 0, 1);
        weights.scope("any").buffer("mean", (index, random) -> 0, 1);
        Layer same = new ForwardOnly((input, bound) -> input.duplicate());
        TorchEngine.enter(false);
        try (NDManager run = TorchEngine.manager()) {
            NDArray one = run.ones(new Shape(1));
            BoundWeights bound = new BoundWeights(weights.layout().entries(), one, one, PassMode.TRAINING, 4);

            float[] found = new Dropout(same, 0.2)
                    .forward(run.ones(new Shape(100, 100)), bound)
                    .toFloatArray();

            assertThat(found).containsOnly(0f, 1.25f);
            int dropped = 0;
            for (float value : found) {
                dropped += value == 0 ? 1 : 0;
            }
            assertThat(dropped / 10_000.0).isCloseTo(0.2, within(0.02));
        }
    }

    @Test
    void refusesAProbabilityOfOne() {
        assertThatThrownBy(() -> network(3, 1).layout()).hasMessageContaining("dropout is 1.0");
    }
}
