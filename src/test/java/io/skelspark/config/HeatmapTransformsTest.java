package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.Feature;
import io.skelspark.transform.CenterCrop;
import io.skelspark.transform.Flip;
import io.skelspark.transform.FormatShape;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.PoseCompact;
import io.skelspark.transform.RandomResizedCrop;
import io.skelspark.transform.Resize;
import io.skelspark.transform.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatmapTransformsTest {
    private static Transform read(String transform) {
        String last = "{ type = FormatGCNInput, num-person = 2, mode = zero }";
        RunConfig config =
                RunConfig.load("jobs/sample.conf", List.of("pipeline.val=[{ " + transform + " }, " + last + "]"));
        return config.pipelines().val().transforms().get(0);
    }

    private static void assertRefused(String transform, String... words) {
        assertThatThrownBy(() -> read(transform))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void readsEachTransform() {
        assertThat(read("type = PoseCompact, padding = 0.25, threshold = 10, hw-ratio = 1, allow-imgpad = true"))
                .isEqualTo(new PoseCompact(0.25, 10, new PoseCompact.Ratio(1, 1), PoseCompact.BoxLimit.PADDED));
        assertThat(read("type = PoseCompact, padding = 0.5, threshold = 1, hw-ratio = 0, allow-imgpad = false"))
                .isEqualTo(new PoseCompact(0.5, 1, null, PoseCompact.BoxLimit.IMAGE));
        assertThat(read("type = Resize, scale = [-1, 64], keep-ratio = true")).isEqualTo(Resize.shortEdge(64));
        assertThat(read("type = Resize, scale = [100, 60], keep-ratio = true"))
                .isEqualTo(new Resize(new Resize.Edges(100, 60)));
        assertThat(read("type = Resize, scale = [56, 48], keep-ratio = false")).isEqualTo(Resize.to(56, 48));
        assertThat(read("type = Resize, scale = 0.5, keep-ratio = true")).isEqualTo(new Resize(new Resize.Factor(0.5)));
        assertThat(read("type = RandomResizedCrop, area-range = [0.56, 1.0],"
                        + " aspect-ratio-range = [0.75, 1.3333333333333333]"))
                .isEqualTo(new RandomResizedCrop(
                        new RandomResizedCrop.Uniform(0.56, 1), new RandomResizedCrop.Uniform(3.0 / 4, 4.0 / 3)));
        assertThat(read("type = CenterCrop, crop-size = 64")).isEqualTo(new CenterCrop(64, 64));
        assertThat(read("type = CenterCrop, crop-size = [40, 72]")).isEqualTo(new CenterCrop(40, 72));
        assertThat(read("type = Flip, flip-ratio = 0.5")).isEqualTo(new Flip(LayoutConfig.load("coco"), 0.5));
        assertThat(RunConfig.load("jobs/posec3d_jhmdb.conf", List.of("feature=limb"))
                        .pipelines()
                        .val()
                        .transforms())
                .endsWith(new FormatShape(FormatShape.InputFormat.NCTHW_HEATMAP));
    }

    private static final String TARGET = "type = GeneratePoseTarget, sigma = 0.6, use-score = true, scaling = 1, ";

    @Test
    void readsTheStreamByItsNameOrByTwoSwitches() {
        GeneratePoseTarget limbs = new GeneratePoseTarget(
                LayoutConfig.load("coco"),
                Feature.LIMB,
                0.6,
                1,
                GeneratePoseTarget.Peaks.SCORE,
                GeneratePoseTarget.Copies.DOUBLE);
        assertThat(read(TARGET + "double = true, feature = limb")).isEqualTo(limbs);
        assertThat(read(TARGET + "double = true, with-kp = false, with-limb = true"))
                .isEqualTo(limbs);
    }

    @Test
    void refusesKeyPointsAndLimbsAtOnce() {
        assertRefused(
                TARGET + "double = false, with-kp = true, with-limb = true",
                "pipeline.val[0].with-kp = true",
                "limbs would be drawn over the maps of the key points");
    }

    @Test
    void refusesStreamsThatTheTransformCannotMake() {
        assertRefused(TARGET + "double = false, feature = bone", "pipeline.val[0].type", "cannot draw bone", "feature");
        assertRefused("type = GenSkeFeat, feature = limb", "pipeline.val[0].type", "GenSkeFeat cannot make", "feature");
        assertThatThrownBy(() -> RunConfig.load("jobs/sample.conf", List.of("feature=keypoint")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("correct feature and features");
    }

    @Test
    void namesTheTransformOfAWrongValue() {
        assertRefused(
                "type = CenterCrop, crop-size = [1, 2, 3]",
                "pipeline.val[0].crop-size",
                "expected one number or a list of 2");
        assertRefused("type = Flip, flip-ratio = 2", "pipeline.val[0].flip-ratio", "is 2, expected a number, 0 to 1");
        assertRefused("type = CenterCrop, crop-size = 64, cropsize = 3", "pipeline.val[0].cropsize");
        assertRefused("type = Resize, scale = [-1, 64]", "pipeline.val[0].keep-ratio", "missing");
        assertRefused("type = FormatShape, input-format = NCHW", "pipeline.val[0].input-format");
    }
}
