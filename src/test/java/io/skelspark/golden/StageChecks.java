package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The output of each stage of a backbone against the reference's sums; their order in memory does not count. */
final class StageChecks {
    /** The index gives none; whole outputs of the last stage may be off by 5e-4 of themselves. */
    private static final double RTOL = 1e-4;

    private StageChecks() {}

    static void compare(GoldenCase golden, Map<String, float[]> outputs) throws Exception {
        JsonNode stages = golden.json(".json").get("eval_stages");
        // the two paths of MS-G3D run side by side and are no stages of the backbone
        List<JsonNode> compared = StreamSupport.stream(stages.spliterator(), false)
                .filter(stage -> !stage.get("stage").asText().matches("(sgcn|gcn3d).*"))
                .toList();
        assertThat(outputs).hasSameSizeAs(compared);
        for (JsonNode stage : compared) {
            String name = stage.get("stage").asText();
            float[] output = Objects.requireNonNull(outputs.get("backbone." + name), name);
            double sum = 0;
            double absolute = 0;
            double squares = 0;
            for (float value : output) {
                sum += value;
                absolute += Math.abs(value);
                squares += (double) value * value;
            }
            double expected = stage.get("abs_sum").asDouble();
            golden.compare(name + " abs_sum", new double[] {expected}, new double[] {absolute}, 0, RTOL);
            golden.compare(
                    name + " sum", new double[] {stage.get("sum").asDouble()}, new double[] {sum}, RTOL * expected, 0);
            golden.compare(
                    name + " l2",
                    new double[] {stage.get("l2").asDouble()},
                    new double[] {Math.sqrt(squares)},
                    0,
                    RTOL);
        }
    }
}
