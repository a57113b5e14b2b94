package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.transform.CenterCrop;
import io.skelspark.transform.Flip;
import io.skelspark.transform.FormatShape;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.PoseCompact;
import io.skelspark.transform.Resize;
import io.skelspark.transform.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The heat map transforms of a name in the configuration files, with the reference's defaults. */
final class HeatmapTransforms {
    private static final Layout COCO = LayoutConfig.load("coco");

    private HeatmapTransforms() {}

    /**
     * Nothing where the name is none of these.
     *
     * @param pyskl whether the defaults are PYSKL's
     */
    static Optional<Transform> transform(String type, JsonNode params, boolean pyskl) {
        return switch (type) {
            case "PoseCompact" -> Optional.of(poseCompact(params));
            case "Resize" -> Optional.of(resize(params));
            case "CenterCrop" -> Optional.of(centerCrop(params.get("crop_size")));
            case "Flip" -> Optional.of(new Flip(COCO, params.path("flip_ratio").asDouble(1)));
            case "GeneratePoseTarget" -> Optional.of(generatePoseTarget(params, pyskl ? 1e-3 : 1e-4));
            case "FormatShape" -> Optional.of(new FormatShape(FormatShape.InputFormat.NCTHW_HEATMAP));
            default -> Optional.empty();
        };
    }

    private static PoseCompact poseCompact(JsonNode params) {
        return new PoseCompact(
                params.path("padding").asDouble(0.25),
                params.path("threshold").asDouble(10),
                ratio(params.path("hw_ratio")),
                params.path("allow_imgpad").asBoolean(true) ? PoseCompact.BoxLimit.PADDED : PoseCompact.BoxLimit.IMAGE);
    }

    private static PoseCompact.@Nullable Ratio ratio(JsonNode ratio) {
        if (ratio.isMissingNode()) {
            return null;
        }
        return ratio.isArray()
                ? new PoseCompact.Ratio(ratio.get(0).asDouble(), ratio.get(1).asDouble())
                : new PoseCompact.Ratio(ratio.asDouble(), ratio.asDouble());
    }

    private static Resize resize(JsonNode params) {
        JsonNode scale = params.get("scale");
        if (!scale.isArray()) {
            return new Resize(new Resize.Factor(scale.asDouble()));
        }
        int first = scale.get(0).asInt();
        int second = scale.get(1).asInt();
        if (!params.path("keep_ratio").asBoolean(true)) {
            return Resize.to(first, second);
        }
        return first == -1
                ? Resize.shortEdge(second)
                : new Resize(new Resize.Edges(Math.max(first, second), Math.min(first, second)));
    }

    private static CenterCrop centerCrop(JsonNode size) {
        return size.isArray()
                ? new CenterCrop(size.get(0).asInt(), size.get(1).asInt())
                : new CenterCrop(size.asInt(), size.asInt());
    }

    private static GeneratePoseTarget generatePoseTarget(JsonNode params, double leastScore) {
        boolean limbs = params.path("with_limb").asBoolean(false);
        assertThat(params.path("with_kp").asBoolean(true)).isEqualTo(!limbs);
        if (limbs) {
            assertThat(pairs(params.get("skeletons"))).isEqualTo(COCO.limbs());
        }
        return new GeneratePoseTarget(
                COCO,
                limbs ? Feature.LIMB : Feature.KEYPOINT,
                params.path("sigma").asDouble(0.6),
                params.path("scaling").asDouble(1),
                params.path("use_score").asBoolean(true)
                        ? GeneratePoseTarget.Peaks.SCORE
                        : GeneratePoseTarget.Peaks.ONE,
                params.path("double").asBoolean(false)
                        ? GeneratePoseTarget.Copies.DOUBLE
                        : GeneratePoseTarget.Copies.ORIGINAL,
                params.path("eps").asDouble(leastScore));
    }

    private static List<Layout.Pair> pairs(JsonNode limbs) {
        List<Layout.Pair> pairs = new ArrayList<>();
        limbs.forEach(limb ->
                pairs.add(new Layout.Pair(limb.get(0).asInt(), limb.get(1).asInt())));
        return pairs;
    }
}
