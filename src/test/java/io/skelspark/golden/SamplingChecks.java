package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.UniformSample;
import io.skelspark.transform.UniformSampleDecode;
import io.skelspark.transform.UniformSampleFrames;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Group B: the frames that samplers choose, by the names of the arrays. */
final class SamplingChecks {
    private static final Pattern TEST_NAME = Pattern.compile("T(\\d+)_L(\\d+)_N(\\d+)(?:_S(\\d+))?(?:_start(\\d+))?");
    private static final Pattern TRAIN_NAME =
            Pattern.compile("(?:(\\w+)\\.)?T(\\d+)_L(\\d+)(?:_p([\\d.]+))?_seed(\\d+)");
    /** The seed of tests, which names of PYSKL's arrays leave out. */
    private static final int TEST_SEED = 255;

    private SamplingChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of(
                "UniformSampleFrames(test_mode=True)",
                golden -> eachArray(golden, TEST_NAME, SamplingChecks::testFrames),
                "UniformSample(test_mode=True)",
                golden -> eachArray(golden, TEST_NAME, name -> pysklTest(name).frames(number(name, 1), unused())),
                "UniformSampleDecode(test_mode=True)",
                golden -> eachArray(golden, TEST_NAME, name -> new UniformSampleDecode(pysklTest(name))
                        .frames(number(name, 1), unused())),
                "UniformSampleFrames(train) after numpy.random.seed(seed)",
                golden -> eachArray(golden, TRAIN_NAME, SamplingChecks::trainFrames),
                "UniformSample, UniformSampleDecode (train) after numpy.random.seed(seed)",
                golden -> eachArray(golden, TRAIN_NAME, SamplingChecks::pysklTrainFrames));
    }

    private static void eachArray(GoldenCase golden, Pattern pattern, Function<Matcher, int[]> frames)
            throws IOException {
        golden.npz().arrays().forEach((array, expected) -> {
            Matcher name = pattern.matcher(array);
            assertThat(name.matches()).as(array).isTrue();
            golden.compare(
                    array,
                    expected.values(),
                    IntStream.of(frames.apply(name)).asDoubleStream().toArray());
        });
    }

    private static int[] testFrames(Matcher name) {
        int start = name.group(5) == null ? 0 : number(name, 5);
        return new UniformSampleFrames(Sampling.TEST, number(name, 2), number(name, 3), number(name, 4), start)
                .frames(number(name, 1), unused());
    }

    private static UniformSample pysklTest(Matcher name) {
        return new UniformSample(Sampling.TEST, number(name, 2), number(name, 3), TEST_SEED, 1, 1);
    }

    private static int[] trainFrames(Matcher name) {
        return UniformSampleFrames.train(number(name, 3)).frames(number(name, 2), new NumpyRandom(number(name, 5)));
    }

    private static int[] pysklTrainFrames(Matcher name) {
        UniformSample sampling =
                new UniformSample(Sampling.TRAIN, number(name, 3), 1, TEST_SEED, Double.parseDouble(name.group(4)), 1);
        NumpyRandom random = new NumpyRandom(number(name, 5));
        return name.group(1).equals("UniformSampleDecode")
                ? new UniformSampleDecode(sampling).frames(number(name, 2), random)
                : sampling.frames(number(name, 2), random);
    }

    private static NumpyRandom unused() {
        return new NumpyRandom(0);
    }

    private static int number(Matcher name, int group) {
        return Integer.parseInt(name.group(group));
    }
}
