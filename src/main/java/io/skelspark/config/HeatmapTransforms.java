package io.skelspark.config;

import com.typesafe.config.ConfigList;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.transform.CenterCrop;
import io.skelspark.transform.Flip;
import io.skelspark.transform.FormatShape;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.PoseCanvas;
import io.skelspark.transform.PoseCompact;
import io.skelspark.transform.RandomResizedCrop;
import io.skelspark.transform.Resize;
import io.skelspark.transform.Transform;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reader of the transforms for heat maps, by their type. */
final class HeatmapTransforms {
    private HeatmapTransforms() {}

    /** Returns the transform, or nothing if the type is none of these. */
    static Optional<Transform> read(Settings settings, String type, Layout layout) {
        return switch (type) {
            case "PoseCanvas" -> Optional.of(new PoseCanvas(settings.integer("size", Range.POSITIVE)));
            case "PoseCompact" -> Optional.of(poseCompact(settings));
            case "Resize" -> Optional.of(new Resize(scale(settings)));
            case "RandomResizedCrop" ->
                Optional.of(
                        new RandomResizedCrop(range(settings, "area-range"), range(settings, "aspect-ratio-range")));
            case "CenterCrop" -> Optional.of(centerCrop(settings));
            case "Flip" -> Optional.of(new Flip(layout, settings.number("flip-ratio", Range.SHARE)));
            case "GeneratePoseTarget" -> Optional.of(generatePoseTarget(settings, layout));
            case "FormatShape" ->
                Optional.of(new FormatShape(settings.choice("input-format", FormatShape.InputFormat.class)));
            default -> Optional.empty();
        };
    }

    private static PoseCompact poseCompact(Settings settings) {
        return new PoseCompact(
                settings.number("padding", Range.NOT_NEGATIVE),
                settings.number("threshold", Range.NOT_NEGATIVE),
                ratio(settings),
                settings.flag("allow-imgpad") ? PoseCompact.BoxLimit.PADDED : PoseCompact.BoxLimit.IMAGE);
    }

    /** Returns the proportions of the box; null, from 0, keeps those it has. */
    private static PoseCompact.@Nullable Ratio ratio(Settings settings) {
        List<Double> ratio = settings.pair("hw-ratio");
        return ratio.get(0) == 0 ? null : new PoseCompact.Ratio(ratio.get(0), ratio.get(1));
    }

    /** Reads a factor, or width and height; with keep-ratio these are bounds, of which -1 is none. */
    private static Resize.Scale scale(Settings settings) {
        boolean keepsRatio = settings.flag("keep-ratio");
        if (!(settings.value("scale") instanceof ConfigList)) {
            return new Resize.Factor(settings.number("scale", Range.above(0)));
        }
        List<Double> scale = settings.pair("scale");
        double first = scale.get(0);
        double second = scale.get(1);
        if (!keepsRatio) {
            return new Resize.Size((int) first, (int) second);
        }
        double longEdge = Math.min(first, second) == -1 ? Double.POSITIVE_INFINITY : Math.max(first, second);
        double shortEdge = Math.min(first, second) == -1 ? Math.max(first, second) : Math.min(first, second);
        return new Resize.Edges(longEdge, shortEdge);
    }

    private static RandomResizedCrop.Uniform range(Settings settings, String key) {
        List<Double> range = settings.pair(key);
        return new RandomResizedCrop.Uniform(range.get(0), range.get(1));
    }

    private static CenterCrop centerCrop(Settings settings) {
        List<Double> size = settings.pair("crop-size");
        return new CenterCrop(size.get(0).intValue(), size.get(1).intValue());
    }

    private static GeneratePoseTarget generatePoseTarget(Settings settings, Layout layout) {
        return new GeneratePoseTarget(
                layout,
                feature(settings),
                settings.number("sigma", Range.above(0)),
                settings.number("scaling", Range.above(0)),
                settings.flag("use-score") ? GeneratePoseTarget.Peaks.SCORE : GeneratePoseTarget.Peaks.ONE,
                settings.flag("double") ? GeneratePoseTarget.Copies.DOUBLE : GeneratePoseTarget.Copies.ORIGINAL);
    }

    /** Reads the stream by its name, or by the two switches of the reference. */
    private static Feature feature(Settings settings) {
        if (settings.has("feature")) {
            return settings.choice("feature", Feature.class);
        }
        boolean keypoints = settings.flag("with-kp");
        boolean limbs = settings.flag("with-limb");
        if (keypoints == limbs) {
            throw new ConfigError(settings.name("with-kp") + " = " + keypoints + " and " + settings.name("with-limb")
                    + " = " + limbs + " (" + settings.origin("with-limb") + "), expected just one to be true: limbs"
                    + " would be drawn over the maps of the key points; train the streams keypoint and limb and fuse"
                    + " them instead");
        }
        return keypoints ? Feature.KEYPOINT : Feature.LIMB;
    }
}
