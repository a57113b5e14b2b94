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
            case "PoseCanvas" -> Optional.of(new PoseCanvas(settings.integer("size", Range.between(2, 8192))));
            case "PoseCompact" -> Optional.of(poseCompact(settings));
            case "Resize" -> Optional.of(new Resize(scale(settings)));
            case "RandomResizedCrop" ->
                Optional.of(
                        new RandomResizedCrop(range(settings, "area-range"), range(settings, "aspect-ratio-range")));
            case "CenterCrop" -> Optional.of(centerCrop(settings));
            case "Flip" -> Optional.of(flip(settings, layout));
            case "GeneratePoseTarget" -> Optional.of(generatePoseTarget(settings, layout));
            case "FormatShape" ->
                Optional.of(new FormatShape(settings.choice("input-format", FormatShape.InputFormat.class)));
            default -> Optional.empty();
        };
    }

    /** Reads a mirror in the image, which the published pipelines do not say, or about the origin. */
    private static Flip flip(Settings settings, Layout layout) {
        return new Flip(
                layout,
                settings.number("flip-ratio", Range.SHARE),
                settings.has("about") ? settings.choice("about", Flip.About.class) : Flip.About.IMAGE);
    }

    private static PoseCompact poseCompact(Settings settings) {
        return new PoseCompact(
                settings.number("padding", Range.between(0, 10)),
                settings.number("threshold", Range.between(0, 8192)),
                ratio(settings),
                settings.flag("allow-imgpad") ? PoseCompact.BoxLimit.PADDED : PoseCompact.BoxLimit.IMAGE);
    }

    /** Returns the proportions of the box; null, from 0, keeps those it has. */
    private static PoseCompact.@Nullable Ratio ratio(Settings settings) {
        List<Double> ratio = settings.pair("hw-ratio", Range.between(0, 1000));
        settings.require("hw-ratio", ratio, ratio.get(0) == 0 || ratio.get(1) > 0, "0, or numbers more than 0");
        return ratio.get(0) == 0 ? null : new PoseCompact.Ratio(ratio.get(0), ratio.get(1));
    }

    /** Reads a factor, or width and height; with keep-ratio these are bounds, of which -1 is none. */
    private static Resize.Scale scale(Settings settings) {
        boolean keepsRatio = settings.flag("keep-ratio");
        if (!(settings.value("scale") instanceof ConfigList)) {
            return new Resize.Factor(settings.number("scale", Range.above0(100)));
        }
        if (!keepsRatio) {
            List<Integer> size = settings.integers("scale", Range.between(2, 2), Range.upTo(8192));
            return new Resize.Size(size.get(0), size.get(1));
        }
        List<Double> scale = settings.pair("scale", Range.between(-1, 8192));
        double first = scale.get(0);
        double second = scale.get(1);
        boolean fits = scale.stream().allMatch(edge -> edge == -1 || edge > 0) && Math.max(first, second) > 0;
        settings.require(
                "scale", scale, fits, "two lengths of more than 0, up to 8192, of which one may be -1: no bound");
        double longEdge = Math.min(first, second) == -1 ? Double.POSITIVE_INFINITY : Math.max(first, second);
        double shortEdge = Math.min(first, second) == -1 ? Math.max(first, second) : Math.min(first, second);
        return new Resize.Edges(longEdge, shortEdge);
    }

    private static RandomResizedCrop.Uniform range(Settings settings, String key) {
        List<Double> range = settings.pair(key, Range.above0(100));
        settings.require(key, range, range.get(0) <= range.get(1), "two numbers, the smaller first");
        return new RandomResizedCrop.Uniform(range.get(0), range.get(1));
    }

    private static CenterCrop centerCrop(Settings settings) {
        List<Double> size = settings.pair("crop-size", Range.upTo(8192));
        settings.require("crop-size", size, size.stream().allMatch(side -> side == side.intValue()), "integers");
        return new CenterCrop(size.get(0).intValue(), size.get(1).intValue());
    }

    private static GeneratePoseTarget generatePoseTarget(Settings settings, Layout layout) {
        return new GeneratePoseTarget(
                layout,
                feature(settings),
                settings.number("sigma", Range.above0(100)),
                settings.number("scaling", Range.above0(100)),
                settings.flag("use-score") ? GeneratePoseTarget.Peaks.SCORE : GeneratePoseTarget.Peaks.ONE,
                settings.flag("double") ? GeneratePoseTarget.Copies.DOUBLE : GeneratePoseTarget.Copies.ORIGINAL,
                settings.has("least-score")
                        ? settings.number("least-score", Range.between(GeneratePoseTarget.LEAST_SCORE, 1))
                        : GeneratePoseTarget.LEAST_SCORE);
    }

    /** Reads the stream by its name, or by the two switches of the reference. */
    private static Feature feature(Settings settings) {
        if (settings.has("feature")) {
            return settings.choice("feature", Feature.class);
        }
        boolean keypoints = settings.flag("with-kp");
        boolean limbs = settings.flag("with-limb");
        if (keypoints == limbs) {
            throw new ConfigError(settings.fullName("with-kp") + " = " + keypoints + " and "
                    + settings.fullName("with-limb")
                    + " = " + limbs + " (" + settings.origin("with-limb") + "), expected just one to be true: limbs"
                    + " would be drawn over the maps of the key points; train the streams keypoint and limb and fuse"
                    + " them instead");
        }
        return keypoints ? Feature.KEYPOINT : Feature.LIMB;
    }
}
