package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.gcn.AAGCN;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.Stages;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.Trunk;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Dropout;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Mode;
import io.skelspark.model.layer.Weights;
import io.skelspark.skeleton.DType;
import io.skelspark.skeleton.Tensor;
import io.skelspark.train.Batch;
import io.skelspark.train.ModelState;
import io.skelspark.train.Replica;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int JOINTS = 9;
    private final Batch batch = SmallRecognizer.batch(2, 1, 12, JOINTS, 3);

    /** AAGCN with attention and no normalisation of its input. */
    private static RecognizerGCN network(int stages, double dropout) {
        Tensor graph = Tensor.zeros(DType.FLOAT32, 3, JOINTS, JOINTS);
        for (int i = 0; i < graph.values().length; i += 4) {
            graph.values()[i] = 0.5;
        }
        return new RecognizerGCN(
                new AAGCN(
                        new Trunk(
                                2,
                                3,
                                graph,
                                new Stages(stages, 8, 2, List.of(), List.of()),
                                new TemporalUnit(TemporalUnit.Kind.UNIT_TCN, dropout),
                                DataNorm.NONE),
                        new UnitAAGCN.Settings(UnitAAGCN.Edges.ADAPTIVE, UnitAAGCN.Attention.STC)),
                SmallRecognizer.CLASSES,
                0);
    }

    private record Result(float[] logits, float[] gradient) {}

    private Result train(RecognizerGCN network, long seed) {
        ModelState state = network.initialise(1);
        float[] gradient = new float[state.parameters().length];
        try (Replica replica = network.replica()) {
            Replica.Pass pass = replica.forwardBackward(state.parameters(), state.buffers(), batch, gradient, seed);
            return new Result(pass.logits(), gradient);
        }
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
    void dropsNothingInEvaluation() {
        ModelState state = network(3, 0).initialise(1);
        try (Replica with = network(3, 0.5).replica();
                Replica without = network(3, 0).replica()) {
            assertThat(with.forward(state.parameters(), state.buffers(), batch))
                    .isEqualTo(without.forward(state.parameters(), state.buffers(), batch));
        }
    }

    @Test
    void dropsItsShareAndScalesTheRest() {
        Weights weights = new Weights();
        weights.scope("any").parameter("weight", (index, random) -> 0, 1);
        weights.scope("any").buffer("mean", (index, random) -> 0, 1);
        Layer same = (input, bound) -> input.duplicate();
        Engine.enter(false);
        try (NDManager run = Engine.manager()) {
            NDArray one = run.ones(new Shape(1));
            BoundWeights bound = new BoundWeights(weights.layout().entries(), one, one, Mode.TRAINING, 4);

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
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> network(3, 1).layout()).hasMessageContaining("dropout is 1.0");
    }
}
