package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.model.cnn.SlowOnlyStage.Inflation;
import io.skelspark.model.engine.NetworkScorer;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Recognizer3DTest {
    private static final int CLASSES = 6;
    private static final List<Integer> VIEW = List.of(5, 6, 12, 12);
    private final Recognizer3D network = network(0);
    private final ModelState state = network.initialise(1);

    private static Recognizer3D network(double dropout) {
        List<SlowOnlyStage> stages =
                List.of(new SlowOnlyStage(2, Inflation.NONE, 2, 1), new SlowOnlyStage(1, Inflation.FRAMES, 2, 2));
        return new Recognizer3D(new ResNet3dSlowOnly(5, 8, 1, 1, stages), new HeadSettings(CLASSES, dropout, 0));
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

    @Test
    void startsAsItsShortcutsAre() {
        state.layout().entries().stream()
                .filter(entry -> entry.name().endsWith(".conv3.bn.weight"))
                .forEach(entry -> assertThat(
                                Arrays.copyOfRange(state.parameters(), entry.offset(), entry.offset() + entry.size()))
                        .containsOnly(0));
    }

    @Test
    void gradientPredictsTheChangeOfTheLoss() {
        float[] gradient = new float[state.parameters().length];
        try (Replica replica = network.replica(Device.CPU)) {
            double before = replica.forwardBackward(
                            state.parameters(), state.buffers().clone(), batch(3, 1), FloatBuffer.wrap(gradient), 0)
                    .loss();
            double squares = 0;
            for (float value : gradient) {
                squares += (double) value * value;
            }
            for (int i = 0; i < gradient.length; i++) {
                state.parameters()[i] -= (float) (1e-3 / squares) * gradient[i];
            }
            double after = replica.forwardBackward(
                            state.parameters(), state.buffers().clone(), batch(3, 1), FloatBuffer.wrap(gradient), 0)
                    .loss();
            assertThat(after - before).isCloseTo(-1e-3, within(1e-4));
        }
    }

    @Test
    void logitsOfAViewDoNotDependOnTheOthers() {
        Batch views = batch(2, 3);
        try (NetworkScorer scorer = (NetworkScorer) network.scorer(state)) {
            float[] all = scorer.logits(views);
            int open = scorer.openArrays();
            float[] inputs = views.inputs();
            float[] last = Arrays.copyOfRange(inputs, inputs.length / 6 * 5, inputs.length);
            Batch alone = new Batch(last, batch(1, 1).shape(), new int[1]);
            assertThat(scorer.logits(alone)).isEqualTo(Arrays.copyOfRange(all, 5 * CLASSES, 6 * CLASSES));
            assertThat(scorer.openArrays()).isEqualTo(open);
        }
    }

    @Test
    void dropsFeaturesInTrainingAlone() {
        try (Scorer with = network(0.5).scorer(state);
                Scorer without = network.scorer(state)) {
            assertThat(with.logits(batch(1, 2))).isEqualTo(without.logits(batch(1, 2)));
        }
        float[] gradient = new float[state.parameters().length];
        try (Replica with = network(0.5).replica(Device.CPU);
                Replica without = network.replica(Device.CPU)) {
            float[] buffers = state.buffers();
            assertThat(with.forwardBackward(
                                    state.parameters(), buffers.clone(), batch(2, 1), FloatBuffer.wrap(gradient), 1)
                            .logits())
                    .isNotEqualTo(without.forwardBackward(
                                    state.parameters(), buffers.clone(), batch(2, 1), FloatBuffer.wrap(gradient), 1)
                            .logits());
        }
    }

    @Test
    void refusesAStageWithoutBlocks() {
        assertThatThrownBy(() -> new SlowOnlyStage(0, Inflation.NONE, 1, 1)).hasMessageContaining("0 blocks");
    }
}
