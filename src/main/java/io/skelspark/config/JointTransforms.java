package io.skelspark.config;

import io.skelspark.transform.Axis;
import io.skelspark.transform.CenterJoint;
import io.skelspark.transform.MinMaxNormalize;
import io.skelspark.transform.RandomView;
import io.skelspark.transform.Resample;
import io.skelspark.transform.StretchFrames;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.List;
import java.util.Optional;

/** The reader of the transforms that recipes of small sets are made of, by their type. */
final class JointTransforms {
    private JointTransforms() {}

    /** Returns the transform, or nothing if the type is none of these. */
    static Optional<Transform> read(Settings settings, String type) {
        return switch (type) {
            case "CenterJoint" -> Optional.of(new CenterJoint(settings.integer("joint", Range.between(0, 1000))));
            case "RandomView" -> Optional.of(randomView(settings));
            case "MinMaxNormalize" -> Optional.of(new MinMaxNormalize());
            case "StretchFrames" ->
                Optional.of(new StretchFrames(
                        sampling(settings),
                        settings.integer("clip-len", Range.upTo(10_000)),
                        settings.integer("num-clips", Range.upTo(1000)),
                        settings.integer("seed", Range.COUNT_OR_ZERO)));
            case "Resample" -> Optional.of(new Resample(settings.integer("clip-len", Range.upTo(10_000))));
            default -> Optional.empty();
        };
    }

    /** Reads which generator draws frames. */
    static Sampling sampling(Settings settings) {
        return settings.flag("test-mode") ? Sampling.TEST : Sampling.TRAIN;
    }

    private static RandomView randomView(Settings settings) {
        List<Integer> degrees = settings.integers("degrees", Range.between(2, 2), Range.between(-360, 360));
        settings.require("degrees", degrees, degrees.get(0) <= degrees.get(1), "two integers, the smaller first");
        return new RandomView(settings.choices("axes", Axis.class), degrees.get(0), degrees.get(1));
    }
}
