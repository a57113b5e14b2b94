package io.skelspark.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.train.schedule.LearningRate;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.train.schedule.Warmup;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares 50 steps with those of PyTorch, whose numbers {@code optimizers/optimizers.py} has written. */
class OptimizationTest {
    private static final int EPOCHS = 5;
    private static final int ITERATIONS = 10;
    private static final Warmup RISE = new Warmup(1, 0.1);
    private static final Schedule COSINE = new Schedule.Cosine(0);
    private static final Sgd SGD = new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV);
    private static final AdamW ADAMW = new AdamW(0.9, 0.999, 1e-8, 0.05);

    @Test
    void sgdWithARiseAndACosine() throws IOException {
        compare("sgd-warmup-cosine", optimization(0.1, RISE, COSINE, SGD, 0));
    }

    @Test
    void sgdWithStepsAndClippedGradients() throws IOException {
        compare("sgd-steps-clip", optimization(0.1, Warmup.NONE, new Schedule.Steps(0.1, List.of(2, 4)), SGD, 1));
    }

    @Test
    void adamWWithACosine() throws IOException {
        compare("adamw-cosine", optimization(0.01, Warmup.NONE, COSINE, ADAMW, 0));
    }

    @Test
    void adamWWithARiseAndACosine() throws IOException {
        compare("adamw-warmup-cosine", optimization(0.01, RISE, COSINE, ADAMW, 0));
    }

    @Test
    void stepsCountFromTheStartOfTheRunAlsoAfterARise() {
        LearningRate rates = optimization(1, new Warmup(2, 0), new Schedule.Steps(0.1, List.of(3)), SGD, 0)
                .rates(EPOCHS, ITERATIONS);

        assertThat(List.of(rates.at(0), rates.at(19), rates.at(29), rates.at(30)))
                .isEqualTo(List.of(0.0, 1.0, 1.0, 0.1));
    }

    private static Optimization optimization(
            double rate, Warmup warmup, Schedule schedule, Optimizer optimizer, double clip) {
        return new Optimization(rate, warmup, schedule, optimizer, clip, new WeightAverage(0.9));
    }

    private static void compare(String name, Optimization optimization) throws IOException {
        JsonNode expected;
        try (InputStream file = OptimizationTest.class.getResourceAsStream("/optimizers/optimizers.json")) {
            expected = new ObjectMapper().readTree(Objects.requireNonNull(file)).get(name);
        }
        LearningRate rates = optimization.rates(EPOCHS, ITERATIONS);
        float[] weights = new float[6];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.5 - 0.2 * i);
        }
        List<float[]> buffers = optimization.optimizer().buffers().stream()
                .map(buffer -> new float[weights.length])
                .toList();
        float[] average = new float[weights.length];
        int compared = 0;
        for (int step = 0; step < EPOCHS * ITERATIONS; step++) {
            float[] gradient = new float[weights.length];
            for (int i = 0; i < weights.length; i++) {
                gradient[i] = (float) Math.sin(i + 1 + 0.37 * step) + 0.1f * weights[i];
            }
            double rate = rates.at(step);
            assertThat(rate)
                    .as("rate of step %d", step)
                    .isCloseTo(expected.get("rates").get(step).asDouble(), within(1e-9));
            optimization.update(weights, gradient, buffers, rate, step);
            optimization.average().add(average, weights, step);
            String key = Integer.toString(step);
            if (expected.get("weights").has(key)) {
                assertClose(weights, expected.get("weights").get(key), "weights after step " + step);
                assertClose(average, expected.get("averages").get(key), "average after step " + step);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(6);
    }

    private static void assertClose(float[] found, JsonNode expected, String what) {
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).as(what).isCloseTo(expected.get(i).asDouble(), within(1e-6));
        }
    }
}
