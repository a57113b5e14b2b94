package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.model.cnn.C3D;
import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.model.cnn.X3D;
import io.skelspark.model.cnn.X3DStage;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.MSTCN;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.StagedGCN;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.gcn.UnitTCN;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts by which checkpoints identify a network: with other texts, no run could be resumed. */
class NetworkTextTest {
    private static final Tensor GRAPH = Tensor.zeros(DType.FLOAT32, 3, 17, 17);

    @Test
    void ofAnStgcn() {
        GraphStage stage = new GraphStage(
                new UnitGCN(Adaptive.INIT, UnitGCN.ConvPosition.PRE, UnitGCN.Residual.INPUT), new MSTCN(0, 0));
        StageShapes shapes = new StageShapes(2, 16, 2, List.of(2), List.of(2));

        assertThat(new RecognizerGCN(
                        new StagedGCN(1, 3, new InitialGraph.Skeleton(GRAPH), DataNorm.VC, shapes, stage),
                        new HeadSettings(8, 0, 0),
                        Reference.MMACTION2))
                .hasToString("RecognizerGCN[backbone=STGCN[trunk=Trunk[persons=1, inChannels=3, graph=<f4[3, 17, 17],"
                        + " stages=Stages[count=2, baseChannels=16, channelRatio=2.0, inflate=[2], down=[2]],"
                        + " tcn=[TemporalUnit[kind=MSTCN, dropout=0.0, midChannels=0.0],"
                        + " TemporalUnit[kind=MSTCN, dropout=0.0, midChannels=0.0]], dataBn=VC],"
                        + " gcn=[Settings[adaptive=INIT, convPosition=PRE, residual=INPUT],"
                        + " Settings[adaptive=INIT, convPosition=PRE, residual=INPUT]]],"
                        + " head=Settings[classes=8, dropout=0.0, labelSmoothing=0.0]]");
    }

    @Test
    void ofAnAagcn() {
        GraphStage stage = new GraphStage(
                new UnitAAGCN(UnitAAGCN.SampleGraph.ADAPTIVE, UnitAAGCN.Attention.NONE), new UnitTCN(0.5));
        StageShapes shapes = new StageShapes(1, 64, 2, List.of(), List.of());

        assertThat(new StagedGCN(2, 3, new InitialGraph.Skeleton(GRAPH), DataNorm.MVC, shapes, stage))
                .hasToString("AAGCN[trunk=Trunk[persons=2, inChannels=3, graph=<f4[3, 17, 17],"
                        + " stages=Stages[count=1, baseChannels=64, channelRatio=2.0, inflate=[], down=[]],"
                        + " tcn=[TemporalUnit[kind=UNIT_TCN, dropout=0.5, midChannels=0.0]], dataBn=MVC],"
                        + " gcn=[Settings[edges=ADAPTIVE, attention=NONE]]]");
    }

    @Test
    void ofASlowOnly() {
        SlowOnlyStage stage = new SlowOnlyStage(4, SlowOnlyStage.Inflation.NONE, 2, 1);

        assertThat(new Recognizer3D(new ResNet3dSlowOnly(17, 32, 1, 1, List.of(stage)), new HeadSettings(60, 0.5, 0)))
                .hasToString("Recognizer3D[backbone=ResNet3dSlowOnly[inChannels=17, baseChannels=32, stemStride=1,"
                        + " poolStride=1, stages=[SlowOnlyStage[blocks=4, inflation=NONE, spatialStride=2,"
                        + " temporalStride=1]]], head=Settings[classes=60, dropout=0.5, labelSmoothing=0.0]]");
    }

    @Test
    void ofAC3d() {
        assertThat(new Recognizer3D(new C3D(17, 32, 3, false), new HeadSettings(60, 0.5, 0)))
                .hasToString("Recognizer3D[backbone=C3D[inChannels=17, baseChannels=32, numStages=3,"
                        + " temporalDownsample=false], head=Settings[classes=60, dropout=0.5, labelSmoothing=0.0]]");
    }

    @Test
    void ofAnX3d() {
        X3D backbone = new X3D(17, 24, 1, 2.25, 1, List.of(new X3DStage(2, 2)));

        assertThat(new Recognizer3D(backbone, new HeadSettings(60, 0.5, 0)))
                .hasToString("Recognizer3D[backbone=X3D[inChannels=17, baseChannels=24, gammaW=1.0, gammaB=2.25,"
                        + " gammaD=1.0, stages=[X3DStage[blocks=2, spatialStride=2]]],"
                        + " head=Settings[classes=60, dropout=0.5, labelSmoothing=0.0]]");
    }
}
