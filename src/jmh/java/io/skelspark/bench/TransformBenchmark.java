package io.skelspark.bench;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.Axis;
import io.skelspark.transform.CenterJoint;
import io.skelspark.transform.Flip;
import io.skelspark.transform.FormatGCNInput;
import io.skelspark.transform.GenSkeFeat;
import io.skelspark.transform.Jitter;
import io.skelspark.transform.MinMaxNormalize;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.RandomDropAxis;
import io.skelspark.transform.RandomDropJoint;
import io.skelspark.transform.RandomDropJoint.Count;
import io.skelspark.transform.RandomGaussianNoise;
import io.skelspark.transform.RandomRot;
import io.skelspark.transform.RandomScale;
import io.skelspark.transform.RandomShear;
import io.skelspark.transform.RandomTranslation;
import io.skelspark.transform.RandomView;
import io.skelspark.transform.Resample;
import io.skelspark.transform.ScaleByBone;
import io.skelspark.transform.StretchFrames;
import io.skelspark.transform.TemporalCrop;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The microseconds that one core takes for a transform of a clip of 52 frames of 20 joints in space, and for all that
 * {@code conf/base/small-set.conf} does to it in training.
 *
 * <p>Run it with {@code mvn -q test-compile exec:exec@bench -Dbench=TransformBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class TransformBenchmark {
    private static final int FRAMES = 52;
    private static final Layout LAYOUT = LayoutConfig.load("kinect-v1");

    @Param({
        "recipe",
        "CenterJoint",
        "ScaleByBone",
        "MinMaxNormalize",
        "RandomView",
        "RandomRot",
        "RandomScale",
        "RandomShear",
        "RandomTranslation",
        "Flip",
        "RandomDropAxis",
        "RandomDropJoint",
        "Jitter",
        "RandomGaussianNoise",
        "TemporalCrop",
        "StretchFrames",
        "Resample",
        "bone",
        "4-bone",
        "distance"
    })
    String transform = "recipe";

    private Transform measured = Pipeline.of();
    private PoseSample clip = clip();
    private int seed;

    @Setup
    public void prepare() {
        measured = of(transform);
        clip = clip();
    }

    /** Transforms one clip with a generator of its own, as a training step does. */
    @Benchmark
    public PoseSample sample() {
        return measured.apply(clip, new NumpyRandom(seed++));
    }

    private static Transform of(String name) {
        return switch (name) {
            case "recipe" ->
                Pipeline.of(
                        of("CenterJoint"),
                        of("RandomView"),
                        of("MinMaxNormalize"),
                        of("StretchFrames"),
                        new GenSkeFeat(LAYOUT, List.of(Feature.JOINT)),
                        new PoseDecode(),
                        new FormatGCNInput(1, FormatGCNInput.MissingPerson.ZERO));
            case "CenterJoint" -> new CenterJoint(1);
            case "ScaleByBone" -> new ScaleByBone(new Pair(0, 1));
            case "MinMaxNormalize" -> new MinMaxNormalize();
            case "RandomView" -> new RandomView(List.of(Axis.Y, Axis.X), -60, 60);
            case "RandomRot" -> new RandomRot(0.3);
            case "RandomScale" -> new RandomScale(0.1);
            case "RandomShear" -> new RandomShear(0.5);
            case "RandomTranslation" -> new RandomTranslation(0.1);
            case "Flip" -> new Flip(LAYOUT, 1, Flip.About.ORIGIN);
            case "RandomDropAxis" -> new RandomDropAxis(1);
            case "RandomDropJoint" -> new RandomDropJoint(1, new Count(4, 12), new Count(16, 32));
            case "Jitter" -> new Jitter(0.01);
            case "RandomGaussianNoise" ->
                new RandomGaussianNoise(0.01, RandomGaussianNoise.Base.FRAME, RandomGaussianNoise.Draws.FRAME);
            case "TemporalCrop" -> new TemporalCrop(0.5, 1, 1);
            case "StretchFrames" -> new StretchFrames(Sampling.TRAIN, FRAMES, 1, 255);
            case "Resample" -> new Resample(FRAMES + 1);
            case "bone" -> new GenSkeFeat(LAYOUT, List.of(Feature.BONE));
            case "4-bone" -> new GenSkeFeat(LAYOUT, List.of(Feature.BONE_4));
            case "distance" -> new GenSkeFeat(LAYOUT, List.of(Feature.DISTANCE));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static PoseSample clip() {
        Random random = new Random(1);
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, 1, FRAMES, LAYOUT.size(), 3);
        for (int i = 0; i < keypoint.values().length; i++) {
            keypoint.values()[i] = (float) random.nextGaussian();
        }
        return new PoseSample("clip", 0, FRAMES, null, keypoint, null);
    }
}
