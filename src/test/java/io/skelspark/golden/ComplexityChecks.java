package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.model.Complexity;
import io.skelspark.model.Recognizer;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.layer.Meter.Operator;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.List;
import java.util.Map;

/** Parameters, multiply-adds and state of every published shape. */
final class ComplexityChecks {
    /** The reference's names of an operator; products with the graph have one in each of its backbones. */
    private static final Map<Operator, List<String>> OPERATORS = Map.of(
            Operator.CONVOLUTION, List.of("conv"),
            Operator.BATCH_NORM, List.of("batch_norm"),
            Operator.MATRIX_PRODUCT, List.of("einsum", "matmul"),
            Operator.AVERAGE_POOL, List.of("adaptive_avg_pool2d"),
            Operator.LINEAR, List.of("linear"));

    private ComplexityChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of("parameters and FLOPs of every shape", ComplexityChecks::run);
    }

    private static void run(GoldenCase golden) throws Exception {
        int compared = 0;
        for (JsonNode shape : golden.json(".json")) {
            String arch = shape.get("arch").asText();
            String title = arch + " " + shape.get("joints").asInt() + " joints, "
                    + shape.get("classes").asInt() + " classes, input " + shape.get("input_shape_model");
            compare(golden, title, shape);
            compared++;
        }
        assertThat(compared).isEqualTo(golden.isPyskl() ? 24 : 17);
    }

    private static void compare(GoldenCase golden, String title, JsonNode shape) throws Exception {
        Recognizer network = GoldenNetwork.recognizer(golden, shape.get("config"));
        List<Integer> input = GoldenCase.integers(shape.get("input_shape_model"));
        Complexity complexity = network.complexity(input.subList(1, input.size()));
        List<Complexity.StageCost> stages = complexity.stages();
        Complexity.StageCost last = stages.get(stages.size() - 2);
        Complexity.StageCost head = stages.get(stages.size() - 1);

        assertThat(complexity.parameters())
                .as(title)
                .isEqualTo(shape.get("params").asLong());
        assertThat(head.parameters())
                .as(title)
                .isEqualTo(shape.get("params_head").asLong());
        assertThat(complexity.parameters() - head.parameters())
                .as(title)
                .isEqualTo(shape.get("params_backbone").asLong());
        List<Integer> feature = GoldenCase.integers(shape.get("feature_shape"));
        assertThat(last.shape().stream().map(Long::intValue).toList())
                .as(title)
                .isEqualTo(network instanceof RecognizerGCN ? samplesAndPersonsOnOneAxis(feature) : feature);
        flops(golden, title, shape.get("flops_backbone_and_head").asDouble(), complexity.multiplyAdds());
        flops(
                golden,
                title + " backbone",
                shape.get("flops_backbone").asDouble(),
                complexity.multiplyAdds() - head.multiplyAdds());
        OPERATORS.forEach((operator, names) -> flops(
                golden,
                title + " " + operator,
                names.stream()
                        .mapToDouble(name ->
                                shape.get("flops_by_operator").path(name).asDouble())
                        .sum(),
                stages.stream()
                        .mapToLong(stage -> stage.operations().getOrDefault(operator, 0L))
                        .sum()));
        state(title, shape, network.layout().entries());
    }

    private static List<Integer> samplesAndPersonsOnOneAxis(List<Integer> shape) {
        return List.of(shape.get(0) * shape.get(1), shape.get(2), shape.get(3), shape.get(4));
    }

    private static void flops(GoldenCase golden, String title, double expected, long found) {
        double rtol = golden.tolerance("flops*").get("rtol").asDouble();
        golden.compare(title, new double[] {expected}, new double[] {(double) found}, 0, rtol);
    }

    private static void state(String title, JsonNode shape, List<Entry> entries) {
        assertThat(entries).as(title).hasSize(shape.get("state_entries").asInt());
        long buffers = entries.stream()
                .filter(entry -> entry.kind() != EntryKind.PARAMETER)
                .mapToLong(Entry::size)
                .sum();
        assertThat(buffers).as(title).isEqualTo(shape.get("buffer_elements").asLong());
        JsonNode state = shape.get("state");
        if (state.isNull()) {
            return; // the one of 60 classes is given
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            assertThat(entry.name()).isEqualTo(state.get(i).get("name").asText());
            assertThat(entry.shape())
                    .as(title + " " + entry.name())
                    .isEqualTo(GoldenCase.integers(state.get(i).get("shape")));
            assertThat(entry.kind() == EntryKind.COUNTER ? "int64" : "float32")
                    .as(title + " " + entry.name())
                    .isEqualTo(state.get(i).get("dtype").asText());
        }
    }
}
