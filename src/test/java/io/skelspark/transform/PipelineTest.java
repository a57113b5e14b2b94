package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest implements TransformContract {
    @Override
    public Transform transform() {
        return Pipeline.of(
                PreNormalize2D.fix(),
                new GenSkeFeat(LayoutConfig.load("coco"), List.of(Feature.JOINT)),
                UniformSampleFrames.train(100),
                new PoseDecode(),
                FormatGCNInput.pair());
    }

    @Override
    public PoseSample sample() {
        return Samples.coco();
    }

    @Test
    void givesTheInputOfANetwork() {
        PoseSample found = transform().apply(sample(), new NumpyRandom(0));
        assertThat(found.keypoint().shape()).containsExactly(1, 2, 100, 17, 3);
        assertThat(found.label()).isEqualTo(3);
        assertThat(found.frameInds()).hasSize(100);
    }

    @Test
    void runsItsTransformsInOrder() {
        Pipeline pipeline = Pipeline.of(
                (sample, random) -> sample.withTotalFrames(sample.totalFrames() * 2),
                (sample, random) -> sample.withTotalFrames(sample.totalFrames() + 1));
        assertThat(pipeline.apply(sample(), new NumpyRandom(0)).totalFrames()).isEqualTo(7);
    }
}
