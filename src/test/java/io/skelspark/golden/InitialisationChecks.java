package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.model.Recognizer;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The first values of networks against the statistics of the reference's. */
final class InitialisationChecks {
    private InitialisationChecks() {}

    static void run(GoldenCase golden) throws Exception {
        JsonNode json = golden.json(".json");
        JsonNode shapes = GoldenCase.JSON.readTree(
                golden.folder().resolve("complexity/complexity.json").toFile());
        for (Map.Entry<String, JsonNode> network : json.properties()) {
            int compared = 0;
            for (JsonNode shape : shapes) {
                if (shape.get("arch").asText().equals(network.getKey())) {
                    Recognizer recognizer = GoldenNetwork.recognizer(golden, shape.get("config"));
                    if (shapes(recognizer).equals(shapes(network.getValue()))) {
                        firstValues(golden, recognizer, network.getValue());
                        compared++;
                    }
                }
            }
            assertThat(compared).as(network.getKey()).isPositive();
        }
    }

    private static Map<String, List<Integer>> shapes(Recognizer recognizer) {
        return recognizer.layout().entries().stream()
                .filter(entry -> entry.kind() != EntryKind.COUNTER)
                .collect(Collectors.toMap(Entry::name, Entry::shape));
    }

    private static Map<String, List<Integer>> shapes(JsonNode statistics) {
        return statistics.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> GoldenCase.integers(entry.getValue().get("shape"))));
    }

    private static void firstValues(GoldenCase golden, Recognizer recognizer, JsonNode expected) {
        List<ModelState> states = List.of(recognizer.initialise(0), recognizer.initialise(1), recognizer.initialise(2));
        double rtol = golden.tolerance("std of entries with >= 1000 values")
                .get("rtol")
                .asDouble();
        double atol = golden.tolerance("constant entries").get("atol").asDouble();
        List<String> names = new ArrayList<>();
        for (Entry entry : recognizer.layout().entries()) {
            if (entry.kind() == EntryKind.COUNTER) {
                continue;
            }
            names.add(entry.name());
            JsonNode statistics = expected.get(entry.name());
            assertThat(statistics).as(entry.name()).isNotNull();
            assertThat(entry.shape()).as(entry.name()).isEqualTo(GoldenCase.integers(statistics.get("shape")));
            double[] values = states.stream()
                    .flatMapToDouble(state -> Arrays.stream(ModelChecks.doubles(ModelChecks.slice(
                            entry.kind() == EntryKind.PARAMETER ? state.parameters() : state.buffers(), entry))))
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double std = Math.sqrt(Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow());
            if (statistics.get("constant").asBoolean()) {
                double[] constant = new double[values.length];
                Arrays.fill(constant, statistics.get("mean").asDouble());
                golden.compare(entry.name(), constant, values, atol, 0);
            } else if (entry.size() >= 1000) {
                ModelChecks.scalar(
                        golden, entry.name() + " std", statistics.get("std").asDouble(), std, rtol);
            }
        }
        List<String> all = new ArrayList<>();
        expected.fieldNames().forEachRemaining(all::add);
        assertThat(names).containsExactlyInAnyOrderElementsOf(all);
    }
}
