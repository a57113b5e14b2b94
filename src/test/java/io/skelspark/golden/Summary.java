package io.skelspark.golden;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.train.network.StateLayout.Entry;
import java.util.Arrays;

/** Sum, sum of magnitudes, length and first values of an array, which the reference gives where the array is large. */
record Summary(double sum, double l2, double[] first) {
    static Summary of(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double[] first = new double[Math.min(8, values.length)];
        Arrays.setAll(first, i -> values[i]);
        return new Summary(sum, Math.sqrt(squares), first);
    }

    /** Compares an entry of a flat vector as the rule of the index says; what the rule does not name is not compared. */
    static void compare(GoldenCase golden, Entry entry, JsonNode expectations, float[] vector, JsonNode rule) {
        compare(golden, entry, expectations, vector, rule, rule.path("l2_atol").asDouble(0));
    }

    /** The same with a floor under the tolerance of the length. */
    static void compare(
            GoldenCase golden, Entry entry, JsonNode expectations, float[] vector, JsonNode rule, double floor) {
        JsonNode expected = expectations.get(entry.name());
        if (expected == null) {
            fail("%s: the reference names no %s", golden.id(), entry.name());
        }
        Summary found = of(Arrays.copyOfRange(vector, entry.offset(), entry.offset() + entry.size()));
        String name = golden.id() + " " + entry.name();
        double length = expected.get("l2").asDouble();
        within(name + " l2", found.l2, length, rule.get("l2_rtol").asDouble() * length + floor);
        if (rule.has("sum_atol_over_abs_sum")) {
            double tolerance = rule.get("sum_atol_over_abs_sum").asDouble()
                            * expected.get("abs_sum").asDouble()
                    + rule.get("sum_atol").asDouble();
            within(name + " sum", found.sum, expected.get("sum").asDouble(), tolerance);
        }
        if (rule.has("first8_atol_over_rms")) {
            double tolerance = rule.get("first8_atol_over_rms").asDouble() * length / Math.sqrt(entry.size())
                    + rule.get("first8_atol_floor").asDouble();
            for (int i = 0; i < found.first.length; i++) {
                within(
                        name + " [" + i + "]",
                        found.first[i],
                        expected.get("first8").get(i).asDouble(),
                        tolerance);
            }
        }
    }

    private static void within(String name, double found, double expected, double tolerance) {
        if (!(Math.abs(found - expected) <= tolerance)) {
            fail("%s is %s, expected %s within %s", name, found, expected, tolerance);
        }
    }
}
