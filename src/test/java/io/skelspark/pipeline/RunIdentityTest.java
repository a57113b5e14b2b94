package io.skelspark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.RunConfig;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the text that checkpoints carry of a run's identity. It prints types and components of the training settings and
 * of the networks under the names that they had when the first runs were made. A type that is renamed must still be
 * printed under its old name (override {@code toString}), or else no run of an earlier version can resume.
 */
class RunIdentityTest {
    private static String settings(String file) {
        return RunIdentity.settingsText(RunConfig.load(file, List.of()));
    }

    private static String times(int count, String text) {
        return "[" + String.join(", ", Collections.nCopies(count, text)) + "]";
    }

    @Test
    void theTextOfAnStgcnRunStays() {
        assertThat(settings("jobs/demo.conf"))
                .isEqualTo("TrainSettings[epochs=8, repeat=5, sampling=NATURAL, replicas=2, batchPerReplica=8,"
                        + " learningRate=0.1, schedule=Cosine[minimum=0.0], optimizer=Sgd[momentum=0.9,"
                        + " weightDecay=5.0E-4, kind=NESTEROV], maxGradientNorm=0.0, seed=0, logInterval=50]"
                        + " of RecognizerGCN[backbone=STGCN[trunk=Trunk[persons=1, inChannels=3,"
                        + " graph=<f4[3, 17, 17], stages=Stages[count=5, baseChannels=16, channelRatio=2.0,"
                        + " inflate=[3, 5], down=[3, 5]], tcn="
                        + times(5, "TemporalUnit[kind=MSTCN, dropout=0.0, midChannels=0.0]") + ", dataBn=VC], gcn="
                        + times(5, "Settings[adaptive=INIT, convPosition=PRE, residual=INPUT]")
                        + "], head=Settings[classes=8, dropout=0.0, labelSmoothing=0.0]] on demo");
    }

    @Test
    void theTextOfAnAgcnRunStays() {
        assertThat(settings("jobs/2s-agcn_ntu60-xsub-3d.conf"))
                .isEqualTo("TrainSettings[epochs=16, repeat=5, sampling=NATURAL, replicas=8, batchPerReplica=16,"
                        + " learningRate=0.1, schedule=Cosine[minimum=0.0], optimizer=Sgd[momentum=0.9,"
                        + " weightDecay=5.0E-4, kind=NESTEROV], maxGradientNorm=0.0, seed=0, logInterval=100]"
                        + " of RecognizerGCN[backbone=AAGCN[trunk=Trunk[persons=2, inChannels=3,"
                        + " graph=<f4[3, 25, 25], stages=Stages[count=10, baseChannels=64, channelRatio=2.0,"
                        + " inflate=[5, 8], down=[5, 8]], tcn="
                        + times(10, "TemporalUnit[kind=UNIT_TCN, dropout=0.0, midChannels=0.0]")
                        + ", dataBn=MVC], gcn=" + times(10, "Settings[edges=ADAPTIVE, attention=NONE]")
                        + "], head=Settings[classes=60, dropout=0.0, labelSmoothing=0.0]] on ntu60-xsub-3d");
    }

    @Test
    void theTextOfAPoseC3DRunStays() {
        assertThat(settings("conf/posec3d/slowonly_r50_8xb16-u48-240e_ntu60-xsub-keypoint.conf"))
                .isEqualTo("TrainSettings[epochs=24, repeat=10, sampling=NATURAL, replicas=8, batchPerReplica=16,"
                        + " learningRate=0.2, schedule=Cosine[minimum=0.0], optimizer=Sgd[momentum=0.9,"
                        + " weightDecay=3.0E-4, kind=PLAIN], maxGradientNorm=40.0, seed=0, logInterval=20]"
                        + " of Recognizer3D[backbone=ResNet3dSlowOnly[inChannels=17, baseChannels=32, stemStride=1,"
                        + " poolStride=1, stages=[SlowOnlyStage[blocks=4, inflation=NONE, spatialStride=2,"
                        + " temporalStride=1], SlowOnlyStage[blocks=6, inflation=FRAMES, spatialStride=2,"
                        + " temporalStride=1], SlowOnlyStage[blocks=3, inflation=FRAMES, spatialStride=2,"
                        + " temporalStride=2]]], head=Settings[classes=60, dropout=0.5, labelSmoothing=0.0]]"
                        + " on ntu60-xsub-2d");
    }
}
