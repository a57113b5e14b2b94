package io.skelspark.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The decision at a rung. */
class HalvingTest {
    private final Map<Map<String, String>, List<OptionalDouble>> settings = new LinkedHashMap<>();

    private static Map<String, String> rate(String value) {
        return Map.of("train.learning-rate", value);
    }

    private void add(String rate, double... figures) {
        settings.put(
                rate(rate),
                DoubleStream.of(figures).mapToObj(OptionalDouble::of).toList());
    }

    @Test
    void theBestMeansGoOnAndTheShareIsRoundedUp() {
        add("0.01", 0.5, 0.7);
        add("0.1", 0.9, 0.2);
        add("1", 0.8, 0.8);
        assertThat(Halving.of(2, 2, settings).goOn()).containsExactly(rate("1"), rate("0.01"));
        assertThat(Halving.of(2, 3, settings).goOn()).containsExactly(rate("1"));
    }

    @Test
    void equalSettingsStayInTheOrderOfTheSweep() {
        add("0.1", 0.5);
        add("0.01", 0.5);
        add("1", 0.5);
        assertThat(Halving.of(1, 3, settings).goOn()).containsExactly(rate("0.1"));
    }

    @Test
    void aSettingWithAFailedTrialDoesNotGoOn() {
        add("0.1", 0.1);
        settings.put(rate("1"), List.of(OptionalDouble.of(0.9), OptionalDouble.empty()));
        Halving halving = Halving.of(1, 2, settings);
        assertThat(halving.goOn()).containsExactly(rate("0.1"));
        assertThat(halving.toString()).contains("train.learning-rate = 0.1 10.00 (goes on)");
    }
}
