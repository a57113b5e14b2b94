package io.skelspark.model;

import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.MSTCN;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.StagedGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.train.network.Batch;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** An ST-GCN++ of any width and depth on an invented graph, and batches for it. */
final class SmallRecognizer {
    static final int CLASSES = 60;

    private SmallRecognizer() {}

    /** Returns a network that widens and shortens at the stages of the published one, as far as it has them. */
    static RecognizerGCN of(int joints, int baseChannels, int stages) {
        Tensor graph = Tensor.zeros(DType.FLOAT32, 3, joints, joints);
        for (int i = 0; i < graph.values().length; i += 7) {
            graph.values()[i] = 0.5;
        }
        List<Integer> steps =
                IntStream.of(5, 8).filter(stage -> stage <= stages).boxed().toList();
        return new RecognizerGCN(
                new StagedGCN(
                        2,
                        3,
                        new InitialGraph.Skeleton(graph),
                        DataNorm.VC,
                        new StageShapes(stages, baseChannels, 2, steps, steps),
                        new GraphStage(
                                new UnitGCN(Adaptive.INIT, UnitGCN.ConvPosition.PRE, UnitGCN.Residual.INPUT),
                                new MSTCN(0, 0))),
                new HeadSettings(CLASSES, 0, 0),
                Reference.MMACTION2);
    }

    static Batch batch(int samples, int views, int frames, int joints, long seed) {
        Random random = new Random(seed);
        float[] inputs = new float[samples * views * 2 * frames * joints * 3];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        int[] labels =
                IntStream.range(0, samples).map(i -> random.nextInt(CLASSES)).toArray();
        return new Batch(inputs, List.of(samples, views, 2, frames, joints, 3), labels);
    }
}
