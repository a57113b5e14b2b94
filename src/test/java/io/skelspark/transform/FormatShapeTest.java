package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.GeneratePoseTarget.Copies;
import io.skelspark.transform.GeneratePoseTarget.Peaks;
import org.junit.jupiter.api.Test;

class FormatShapeTest implements TransformContract {
    @Override
    public Transform transform() {
        return new FormatShape(FormatShape.InputFormat.NCTHW_HEATMAP);
    }

    @Override
    public PoseSample sample() {
        return heatmaps(
                new PoseDecode().apply(Samples.people().withFrames(new int[] {0, 1, 1, 0}, 2), new NumpyRandom(0)));
    }

    @Test
    void putsTheFramesOfViewsIntoVolumes() {
        PoseSample found = transform().apply(sample(), new NumpyRandom(0));
        assertThat(found.input().shape()).containsExactly(4, 17, 2, 40, 48);
        assertThat(Samples.drawn(found.input())).hasSameSizeAs(Samples.drawn(sample().input()));
    }

    @Test
    void takesAllFramesAsOneViewIfNoneWereSampled() {
        PoseSample found = transform().apply(heatmaps(Samples.people()), new NumpyRandom(0));
        assertThat(found.input().shape()).containsExactly(2, 17, 2, 40, 48);
    }

    @Test
    void refusesASampleWithoutHeatMaps() {
        assertThatThrownBy(() -> transform().apply(Samples.people(), new NumpyRandom(0)))
                .hasMessageContaining("expected GeneratePoseTarget before FormatShape");
    }

    private static PoseSample heatmaps(PoseSample sample) {
        return new GeneratePoseTarget(LayoutConfig.load("coco"), Feature.KEYPOINT, 0.6, 1, Peaks.SCORE, Copies.DOUBLE)
                .apply(sample, new NumpyRandom(0));
    }
}
