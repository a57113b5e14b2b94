package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.train.optimizer.Optimization;
import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;
import org.junit.jupiter.api.Test;

class TrainSettingsTest {
    /** Checkpoints carry this text: with another one no run could be resumed. */
    @Test
    void identifiesItselfByTheTextThatCheckpointsCarry() {
        Sgd sgd = new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV);
        TrainSettings settings = new TrainSettings(
                8,
                new Batching(5, ClassSampling.NATURAL, 2, 8),
                new Optimization(0.1, new Schedule.Cosine(0), sgd, 0),
                0,
                50);

        assertThat(settings)
                .hasToString("TrainSettings[epochs=8, repeat=5, sampling=NATURAL, replicas=2, batchPerReplica=8,"
                        + " learningRate=0.1, schedule=Cosine[minimum=0.0], optimizer=Sgd[momentum=0.9,"
                        + " weightDecay=5.0E-4, kind=NESTEROV], maxGradientNorm=0.0, seed=0, logInterval=50]");
    }

    @Test
    void namesTheMixingOnlyIfThereIsOne() {
        Sgd sgd = new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV);
        Batching mixed = new Batching(5, ClassSampling.NATURAL, 2, 8, new Mixup(0.2));
        TrainSettings settings =
                new TrainSettings(8, mixed, new Optimization(0.1, new Schedule.Cosine(0), sgd, 0), 0, 50);

        assertThat(settings.toString()).contains("batchPerReplica=8, mixup=0.2, learningRate=0.1");
    }
}
