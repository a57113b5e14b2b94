package io.skelspark.golden;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.RandomGaussianNoise;
import io.skelspark.transform.RandomGaussianNoise.Base;
import io.skelspark.transform.RandomGaussianNoise.Draws;
import io.skelspark.transform.RandomRot;
import io.skelspark.transform.RandomScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Group B: transforms of training, with the recorded draws of the reference. */
final class AugmentChecks {
    private AugmentChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of(
                "RandomScale", AugmentChecks::scale,
                "RandomRot", AugmentChecks::rotation,
                "RandomGaussianNoise", AugmentChecks::noise);
    }

    private static void scale(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        List<Double> amplitudes = new ArrayList<>();
        if (golden.params().get("scale").isArray()) {
            golden.params().get("scale").forEach(amplitude -> amplitudes.add(amplitude.asDouble()));
        } else {
            amplitudes.add(golden.params().get("scale").asDouble());
        }
        RandomScale transform = new RandomScale(amplitudes, RandomScale.Factors.CHANNEL);
        compare(
                golden,
                npz,
                transform.scaled(
                        npz.array("in.keypoint").tensor(), npz.array("draw.u").values()));
    }

    private static void rotation(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PoseSample input = TransformChecks.sample(npz, "in.");
        compare(
                golden,
                npz,
                npz.has("draw.theta")
                        ? RandomRot.turned(input, npz.array("draw.theta").values())
                        : new RandomRot(golden.params().get("theta").asDouble())
                                .apply(input, new NumpyRandom(0))
                                .keypoint());
    }

    private static void noise(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        RandomGaussianNoise transform = new RandomGaussianNoise(
                golden.params().get("sigma").asDouble(),
                Base.valueOf(golden.params().get("base").asText().toUpperCase(Locale.ROOT)),
                golden.params().get("shared").asBoolean() ? Draws.SHARED : Draws.FRAME);
        compare(
                golden,
                npz,
                transform.moved(
                        npz.array("in.keypoint").tensor(),
                        npz.array("draw.normal").values(),
                        npz.array("draw.direction").values()));
    }

    private static void compare(GoldenCase golden, Npz npz, Tensor found) {
        TransformChecks.compare(golden, "out.keypoint", npz.array("out.keypoint"), found);
    }
}
