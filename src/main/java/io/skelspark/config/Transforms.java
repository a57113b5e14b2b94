package io.skelspark.config;

import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.transform.FormatGCNInput;
import io.skelspark.transform.GenSkeFeat;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.PreNormalize2D;
import io.skelspark.transform.PreNormalize3D;
import io.skelspark.transform.RandomApply;
import io.skelspark.transform.RandomRot;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSampleFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The reader of transforms by their type. A new transform is one class and one line here. */
final class Transforms {
    private static final List<String> TYPES = List.of(
            "PreNormalize2D",
            "PreNormalize3D",
            "RandomScale",
            "RandomRot",
            "GenSkeFeat",
            "UniformSampleFrames",
            "UniformSample",
            "UniformSampleDecode",
            "PadTo",
            "StretchFrames",
            "Resample",
            "CenterJoint",
            "ScaleByBone",
            "MinMaxNormalize",
            "RandomView",
            "RandomShear",
            "RandomTranslation",
            "RandomDropAxis",
            "RandomDropJoint",
            "Jitter",
            "RandomGaussianNoise",
            "TemporalCrop",
            "RandomApply",
            "PoseDecode",
            "FormatGCNInput",
            "PoseCanvas",
            "PoseCompact",
            "Resize",
            "RandomResizedCrop",
            "CenterCrop",
            "Flip",
            "GeneratePoseTarget",
            "FormatShape");

    private Transforms() {}

    /** Reads a list of transforms. Each is a section with a type and keys of its own. */
    static Pipeline read(Settings settings, String key, Layout layout) {
        List<Transform> transforms = new ArrayList<>();
        for (Settings transform : settings.sections(key)) {
            transforms.add(checked(transform, layout));
            transform.rejectUnread();
        }
        return new Pipeline(transforms);
    }

    /** Adds the place of the transform to an error of its constructor. */
    private static Transform checked(Settings settings, Layout layout) {
        try {
            return one(settings, layout);
        } catch (IllegalArgumentException e) {
            throw new ConfigError(
                    settings.fullName("type") + " (" + settings.origin("type") + "): " + e.getMessage(), e);
        }
    }

    private static Transform one(Settings settings, Layout layout) {
        String type = settings.word("type", TYPES);
        return switch (type) {
            case "PreNormalize2D" -> preNormalize2D(settings);
            case "PreNormalize3D" ->
                new PreNormalize3D(
                        settings.integer("center-joint", Range.between(0, 1000)),
                        pair(settings, "z-axis"),
                        pair(settings, "x-axis"),
                        Set.copyOf(settings.choices("align", PreNormalize3D.Alignment.class)));
            case "RandomRot" -> new RandomRot(settings.number("theta", Range.between(0, 7)));
            case "GenSkeFeat" -> new GenSkeFeat(layout, List.<Feature>of(settings.choice("feature", Feature.class)));
            case "UniformSampleFrames" ->
                new UniformSampleFrames(
                        JointTransforms.sampling(settings),
                        settings.integer("clip-len", Range.upTo(10_000)),
                        settings.integer("num-clips", Range.upTo(1000)),
                        settings.integer("seed", Range.COUNT_OR_ZERO),
                        0);
            case "RandomApply" ->
                new RandomApply(settings.number("ratio", Range.SHARE), read(settings, "transforms", layout));
            case "PoseDecode" -> new PoseDecode();
            case "FormatGCNInput" ->
                new FormatGCNInput(
                        settings.integer("num-person", Range.upTo(100)),
                        settings.choice("mode", FormatGCNInput.MissingPerson.class));
            default ->
                HeatmapTransforms.read(settings, type, layout)
                        .or(() -> JointTransforms.read(settings, type, layout))
                        .orElseThrow(() -> new IllegalStateException(type + " is one of the types and has no reader"));
        };
    }

    /** Reads the normalizer, by default that of MMAction2. */
    private static Transform preNormalize2D(Settings settings) {
        PreNormalize2D.Extent mode = settings.choice("mode", PreNormalize2D.Extent.class);
        double smallestExtent =
                mode == PreNormalize2D.Extent.AUTO ? settings.number("smallest-extent", Range.NOT_NEGATIVE) : 0;
        if (settings.has("reference")
                && settings.choice("reference", PreNormalize2D.Reference.class) == PreNormalize2D.Reference.PYSKL) {
            return PreNormalize2D.pyskl(mode, smallestExtent, settings.number("threshold", Range.SHARE));
        }
        return mode == PreNormalize2D.Extent.FIX ? PreNormalize2D.fix() : PreNormalize2D.auto(smallestExtent);
    }

    private static Pair pair(Settings settings, String key) {
        List<Integer> joints = settings.integers(key, Range.between(2, 2), Range.between(0, 1000));
        return new Pair(joints.get(0), joints.get(1));
    }
}
