package io.skelspark.config;

import io.skelspark.skeleton.Layout;
import io.skelspark.transform.Axis;
import io.skelspark.transform.CenterJoint;
import io.skelspark.transform.Jitter;
import io.skelspark.transform.MinMaxNormalize;
import io.skelspark.transform.PadTo;
import io.skelspark.transform.RandomDropAxis;
import io.skelspark.transform.RandomDropJoint;
import io.skelspark.transform.RandomGaussianNoise;
import io.skelspark.transform.RandomScale;
import io.skelspark.transform.RandomShear;
import io.skelspark.transform.RandomTranslation;
import io.skelspark.transform.RandomView;
import io.skelspark.transform.Resample;
import io.skelspark.transform.ScaleByBone;
import io.skelspark.transform.StretchFrames;
import io.skelspark.transform.TemporalCrop;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSample;
import io.skelspark.transform.UniformSampleDecode;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.List;
import java.util.Optional;

/** The reader of the transforms that augment joints or make up recipes of small sets, by their type. */
final class JointTransforms {
    private static final Range PAIR = Range.between(2, 2);
    private static final Range FRAMES = Range.upTo(10_000);

    private JointTransforms() {}

    /** Returns the transform, or nothing if the type is none of these. */
    static Optional<Transform> read(Settings settings, String type, Layout layout) {
        Range joints = Range.between(0, layout.size() - 1);
        return switch (type) {
            case "RandomScale" -> Optional.of(randomScale(settings));
            case "CenterJoint" -> Optional.of(new CenterJoint(settings.integer("joint", joints)));
            case "ScaleByBone" -> Optional.of(scaleByBone(settings, joints));
            case "MinMaxNormalize" -> Optional.of(new MinMaxNormalize());
            case "RandomView" -> Optional.of(randomView(settings));
            case "RandomShear" -> Optional.of(new RandomShear(settings.number("shear", Range.between(0, 10))));
            case "RandomTranslation" ->
                Optional.of(new RandomTranslation(settings.number("distance", Range.between(0, 1_000_000))));
            case "RandomDropAxis" -> Optional.of(new RandomDropAxis(settings.number("ratio", Range.SHARE)));
            case "RandomDropJoint" ->
                Optional.of(new RandomDropJoint(
                        settings.number("ratio", Range.SHARE), count(settings, "joints"), count(settings, "frames")));
            case "Jitter" -> Optional.of(new Jitter(settings.number("sigma", Range.between(0, 1_000_000))));
            case "RandomGaussianNoise" ->
                Optional.of(new RandomGaussianNoise(
                        settings.number("sigma", Range.between(0, 10)),
                        settings.choice("base", RandomGaussianNoise.Base.class),
                        settings.choice("draws", RandomGaussianNoise.Draws.class)));
            case "UniformSample" -> Optional.of(uniformSample(settings));
            case "UniformSampleDecode" -> Optional.of(new UniformSampleDecode(uniformSample(settings)));
            case "PadTo" ->
                Optional.of(
                        new PadTo(settings.integer("length", FRAMES), settings.choice("mode", PadTo.Filling.class)));
            case "TemporalCrop" -> Optional.of(temporalCrop(settings));
            case "StretchFrames" ->
                Optional.of(new StretchFrames(
                        sampling(settings),
                        settings.integer("clip-len", FRAMES),
                        settings.integer("num-clips", Range.upTo(1000)),
                        settings.integer("seed", Range.COUNT_OR_ZERO)));
            case "Resample" -> Optional.of(new Resample(settings.integer("clip-len", FRAMES)));
            default -> Optional.empty();
        };
    }

    /** Reads which generator draws frames. */
    static Sampling sampling(Settings settings) {
        return settings.flag("test-mode") ? Sampling.TEST : Sampling.TRAIN;
    }

    /** Reads the draws of PYSKL, in published settings of the whole clip. */
    private static UniformSample uniformSample(Settings settings) {
        List<Double> share =
                settings.has("p-interval") ? settings.pair("p-interval", Range.above0(1)) : List.of(1.0, 1.0);
        settings.require("p-interval", share, share.get(0) <= share.get(1), "two numbers, the smaller first");
        return new UniformSample(
                sampling(settings),
                settings.integer("clip-len", FRAMES),
                settings.integer("num-clips", Range.upTo(1000)),
                settings.integer("seed", Range.COUNT_OR_ZERO),
                share.get(0),
                share.get(1));
    }

    /** Reads amplitudes, of which the published settings have one, with a factor for each channel. */
    private static RandomScale randomScale(Settings settings) {
        return new RandomScale(
                settings.numbers("scale", Range.between(2, 3), Range.SHARE),
                settings.has("factors")
                        ? settings.choice("factors", RandomScale.Factors.class)
                        : RandomScale.Factors.CHANNEL);
    }

    private static ScaleByBone scaleByBone(Settings settings, Range joints) {
        List<Integer> bone = settings.integers("bone", PAIR, joints);
        return new ScaleByBone(new Layout.Pair(bone.get(0), bone.get(1)));
    }

    private static RandomView randomView(Settings settings) {
        List<Integer> degrees = range(settings, "degrees", Range.between(-360, 360));
        return new RandomView(settings.choices("axes", Axis.class), degrees.get(0), degrees.get(1));
    }

    private static RandomDropJoint.Count count(Settings settings, String key) {
        List<Integer> count = range(settings, key, FRAMES);
        return new RandomDropJoint.Count(count.get(0), count.get(1));
    }

    private static List<Integer> range(Settings settings, String key, Range range) {
        List<Integer> ends = settings.integers(key, PAIR, range);
        return settings.require(key, ends, ends.get(0) <= ends.get(1), "two integers, the smaller first");
    }

    private static TemporalCrop temporalCrop(Settings settings) {
        List<Double> share = settings.pair("share", Range.above0(1));
        settings.require("share", share, share.get(0) <= share.get(1), "two numbers, the smaller first");
        return new TemporalCrop(share.get(0), share.get(1), settings.integer("least-frames", FRAMES));
    }
}
