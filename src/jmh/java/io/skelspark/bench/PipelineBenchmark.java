package io.skelspark.bench;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.InputMemory.SampleView;
import io.skelspark.transform.Flip;
import io.skelspark.transform.FormatGCNInput;
import io.skelspark.transform.FormatShape;
import io.skelspark.transform.GenSkeFeat;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.GeneratePoseTarget.Copies;
import io.skelspark.transform.GeneratePoseTarget.Peaks;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.PoseCompact;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.PreNormalize2D;
import io.skelspark.transform.RandomResizedCrop;
import io.skelspark.transform.RandomResizedCrop.Uniform;
import io.skelspark.transform.Resize;
import io.skelspark.transform.UniformSampleFrames;
import java.nio.ByteBuffer;
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
 * The samples per second that one core takes through the training pipeline of a network on 2D joints, from the stored
 * half-precision annotation to the memory that the network reads: for a graph network, or for PoseC3D with 48 frames of
 * 56 x 56 pixels.
 *
 * <p>Run it with {@code mvn -q test-compile exec:exec@bench -Dbench=PipelineBenchmark}; further arguments of JMH go
 * after the name, for example {@code -Dbench="PipelineBenchmark -f 3 -p feature=joint"}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PipelineBenchmark {
    private static final int SAMPLES = 256;
    private static final int JOINTS = 17;

    @Param({"joint", "bone-motion", "keypoint", "limb"})
    String feature = "joint";

    private final PoseSample[] samples = new PoseSample[SAMPLES];
    private final InputMemory memory = new InputMemory();
    private Pipeline pipeline = Pipeline.of();
    private int next;

    @Setup
    public void prepare() {
        Feature stream = Keyed.of(Feature.class, "feature", feature);
        pipeline = stream.isHeatmap() ? heatmaps(stream) : graphs(stream);
        Random random = new Random(1);
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = people(random, i);
        }
    }

    /** Draws one sample with a generator of its own, as a training step does. */
    @Benchmark
    public ByteBuffer trainingSample() {
        next = (next + 1) % SAMPLES;
        return memory.draw(SampleView.all(pipeline.apply(samples[next], new NumpyRandom(next)).input()));
    }

    private static Pipeline graphs(Feature stream) {
        return Pipeline.of(
                PreNormalize2D.fix(),
                new GenSkeFeat(LayoutConfig.load("coco"), List.of(stream)),
                UniformSampleFrames.train(100),
                new PoseDecode(),
                FormatGCNInput.pair());
    }

    private static Pipeline heatmaps(Feature stream) {
        Layout coco = LayoutConfig.load("coco");
        return Pipeline.of(
                UniformSampleFrames.train(48),
                new PoseDecode(),
                new PoseCompact(0.25, 10, new PoseCompact.Ratio(1, 1), PoseCompact.BoxLimit.PADDED),
                Resize.shortEdge(64),
                new RandomResizedCrop(new Uniform(0.56, 1), new Uniform(3.0 / 4, 4.0 / 3)),
                Resize.to(56, 56),
                new Flip(coco, 0.5),
                new GeneratePoseTarget(coco, stream, 0.6, 1, Peaks.SCORE, Copies.ORIGINAL),
                new FormatShape(FormatShape.InputFormat.NCTHW_HEATMAP));
    }

    /** 40 to 130 frames of one or two persons in a 1080 x 1920 image, who drift about a fixed pose. */
    private static PoseSample people(Random random, int index) {
        int frames = 40 + random.nextInt(91);
        int persons = random.nextDouble() < 0.3 ? 2 : 1;
        Tensor keypoint = Tensor.zeros(DType.FLOAT16, persons, frames, JOINTS, 2);
        Tensor score = Tensor.zeros(DType.FLOAT16, persons, frames, JOINTS);
        for (int person = 0; person < persons; person++) {
            double[] position = new double[JOINTS * 2];
            for (int i = 0; i < position.length; i += 2) {
                position[i] = 950 + 70 * random.nextGaussian();
                position[i + 1] = 520 + 150 * random.nextGaussian();
            }
            for (int frame = 0; frame < frames; frame++) {
                int begin = (person * frames + frame) * JOINTS;
                for (int i = 0; i < position.length; i++) {
                    position[i] += 1.5 * random.nextGaussian();
                    keypoint.values()[begin * 2 + i] = DType.FLOAT16.round(position[i]);
                }
                for (int joint = 0; joint < JOINTS; joint++) {
                    score.values()[begin + joint] = DType.FLOAT16.round(0.6 + 0.4 * random.nextDouble());
                }
            }
        }
        return new PoseSample("clip" + index, index % 60, frames, new ImageShape(1080, 1920), keypoint, score);
    }
}
