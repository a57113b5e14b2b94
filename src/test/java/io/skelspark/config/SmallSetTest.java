package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.MinMaxNormalize;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.RandomApply;
import io.skelspark.transform.Resample;
import io.skelspark.transform.ScaleByBone;
import io.skelspark.transform.StretchFrames;
import io.skelspark.transform.TemporalCrop;
import io.skelspark.transform.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The input of conf/base/small-set.conf against CTR-GCN's feeder of Northwestern-UCLA, computed with NumPy in float64. */
class SmallSetTest {
    private static final int PERSON_SIZE = 20 * 3;

    @TempDir
    Path folder;

    private RunConfig job(String... overrides) throws IOException {
        Path job = folder.resolve("job.conf");
        Files.writeString(
                job,
                """
                include required(file("%1$s/conf/stgcnpp/base.conf"))
                include required(file("%1$s/conf/base/reduced.conf"))
                include required(file("%1$s/conf/base/small-set.conf"))
                include required(file("%1$s/conf/dataset/nw-ucla.conf"))
                name = small
                dataset.normalize = [{ type = CenterJoint, joint = 1 }]
                """
                        .formatted(Path.of("").toAbsolutePath()));
        return RunConfig.load(job.toString(), List.of(overrides));
    }

    /** Five frames of 20 joints. */
    private static PoseSample clip() {
        double[] values = new double[5 * PERSON_SIZE];
        double[] place = {0.3, -1, 2.5};
        Arrays.setAll(values, i -> Math.sin(0.7 * Math.pow(i, 1.1)) + place[i % 3]);
        return new PoseSample("x", 0, 5, null, new Tensor(DType.FLOAT64, new int[] {1, 5, 20, 3}, values), null);
    }

    /** Compares joint 7 in frames 20 and 25, and the norm of all values. */
    private static void compare(Tensor found, String twenty, String twentyFive, double norm) {
        assertThat(found.shape()).containsExactly(1, 1, 52, 20, 3);
        assertThat(joint(found, 20)).containsExactly(numbers(twenty), within(2e-7));
        assertThat(joint(found, 25)).containsExactly(numbers(twentyFive), within(2e-7));
        assertThat(Math.sqrt(Arrays.stream(found.values())
                        .map(value -> value * value)
                        .sum()))
                .isCloseTo(norm, within(1e-5));
    }

    private static double[] joint(Tensor found, int frame) {
        int begin = frame * PERSON_SIZE + 7 * 3;
        return Arrays.copyOfRange(found.values(), begin, begin + 3);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "joint, 0.024008351 0.939339566 0.662130699, 0.024008351 0.939339566 0.662130699, 39.4526575",
        "bone, -0.375258552 1.643487951 1.585174344, -0.375258552 1.643487951 1.585174344, 69.29591391",
        "joint-motion, 0 0 0, -1.02063603 -1.140925781 0.211513104, 16.25311852",
        "bone-motion, 0 0 0, -1.479786394 -2.595165368 -0.308104589, 28.28947734"
    })
    void testsTheViewsOfTheReference(String feature, String twenty, String twentyFive, double norm) throws IOException {
        Pipeline test = job("feature=" + feature).pipelines().test();
        compare(test.apply(clip(), new NumpyRandom(0)).keypoint(), twenty, twentyFive, norm);
    }

    @ParameterizedTest
    @CsvSource({
        "joint, 0.461165709 0.509988455 0.750169014, 0.461165709 0.509988455 0.750169014, 36.6762343",
        "bone-motion, 0 0 0, -1.887353378 -2.354009924 -0.693198069, 25.7066461"
    })
    void trainsOnTheTurnedViewsOfTheReference(String feature, String twenty, String twentyFive, double norm)
            throws IOException {
        RunConfig job = job("feature=" + feature, "augment=[{ type = RandomView, axes = [y, x], degrees = [30, 30] }]");
        // frames at equal distances in place of drawn ones, so that the numbers are known
        List<Transform> transforms = new ArrayList<>(job.pipelines().train().transforms());
        transforms.replaceAll(transform -> transform instanceof StretchFrames
                ? job.pipelines().test().transforms().get(2)
                : transform);
        Pipeline training = new Pipeline(transforms);
        compare(training.apply(clip(), new NumpyRandom(0)).keypoint(), twenty, twentyFive, norm);
    }

    @Test
    void drawsAnotherViewFromEachSeed() throws IOException {
        Pipeline training = job().pipelines().train();
        double[] first = training.apply(clip(), new NumpyRandom(1)).keypoint().values();
        assertThat(training.apply(clip(), new NumpyRandom(1)).keypoint().values())
                .isEqualTo(first);
        assertThat(training.apply(clip(), new NumpyRandom(2)).keypoint().values())
                .isNotEqualTo(first);
        assertThat(Arrays.stream(first)).allMatch(value -> Math.abs(value) <= 1);
    }

    @ParameterizedTest
    @CsvSource({"joint, 3, 3", "2-bone, 3, 3", "4-bone-motion, 3, 3", "distance, 20, 0"})
    void makesTheViewsThatTheNetworkOfAStreamTakes(String feature, int channels, int required) throws IOException {
        RunConfig stream = job("features=[joint, 2-bone, 4-bone-motion, distance]", "feature=" + feature);
        assertThat(stream.viewShapes().train()).containsExactly(1, 52, 20, channels);
        assertThat(stream.pipelines()
                        .train()
                        .apply(clip(), new NumpyRandom(0))
                        .keypoint()
                        .shape())
                .containsExactly(1, 1, 52, 20, channels);
        assertThat(stream.jointChannels()).isEqualTo(required);
        assertThat(stream.runDir()).endsWith("/" + feature);
    }

    @Test
    void takesOtherFramesAndScalesByTheNamesOfTheirParts() throws IOException {
        Pipeline training = job(
                        "frames=9",
                        "pipeline.parts.scale=[{ type = ScaleByBone, bone = [0, 1] }]",
                        "pipeline.parts.train-frames=[{ type = RandomApply, ratio = 0.7, transforms = ["
                                + "{ type = TemporalCrop, share = [0.5, 1], least-frames = 2 }] },"
                                + " { type = Resample, clip-len = 9 }]")
                .pipelines()
                .train();
        assertThat(training.transforms())
                .contains(new ScaleByBone(new Pair(0, 1)), new Resample(9))
                .doesNotContain(new MinMaxNormalize())
                .contains(new RandomApply(0.7, Pipeline.of(new TemporalCrop(0.5, 1, 2))));
        assertThat(training.apply(clip(), new NumpyRandom(1)).keypoint().shape())
                .containsExactly(1, 1, 9, 20, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CenterJoint, joint = 20", "ScaleByBone, bone = [1, 20]", "ScaleByBone, bone = [1]"})
    void refusesJointsThatTheLayoutDoesNotHave(String transform) {
        assertThatThrownBy(() -> job("augment=[{ type = " + transform + " }]"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("0 to 19");
    }

    @Test
    void countsNoClipAsTooShort() throws IOException {
        assertThat(job().needs().frames()).isZero();
        assertThat(RunConfig.load("jobs/stgcn_ntu60-xsub-3d.conf", List.of())
                        .needs()
                        .frames())
                .isEqualTo(100);
    }

    @Test
    void dropsPartsOfTheSampledViewInTraining() throws IOException {
        Pipeline training = job("pipeline.parts.view=[{ type = RandomDropAxis, ratio = 1 }]")
                .pipelines()
                .train();
        double[] found = training.apply(clip(), new NumpyRandom(1)).keypoint().values();
        assertThat(IntStream.range(0, found.length).filter(i -> found[i] == 0).count())
                .isGreaterThanOrEqualTo(52 * 20);
    }

    @Test
    void drawsFurtherViewsOfATest() throws IOException {
        Tensor five = job("test-clips=5")
                .pipelines()
                .test()
                .apply(clip(), new NumpyRandom(0))
                .keypoint();
        assertThat(five.shape()).containsExactly(5, 1, 52, 20, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[60, -60]", "[1]", "[0.5, 1]", "[-400, 0]"})
    void refusesAnglesThatAreNoRange(String degrees) {
        assertThatThrownBy(() -> job("augment=[{ type = RandomView, axes = [x], degrees = " + degrees + " }]"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("].degrees (command line) is " + degrees.replace(" ", ""))
                .hasMessageContaining("expected");
    }
}
