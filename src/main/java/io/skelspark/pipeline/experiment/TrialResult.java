package io.skelspark.pipeline.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.pipeline.scoring.ReportFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The figures of one trial, as its report has them.
 *
 * @param protocol who trained and who was tested, in words
 * @param samples number of scored clips
 * @param seeds of its streams
 * @param checkpoints SHA-256 of the model of each stream
 * @param rows the accuracies of each stream and fusion, by name, in the order of the report
 * @param cautions what a reader of the figures must know
 */
record TrialResult(
        String protocol,
        int samples,
        Set<Long> seeds,
        Map<String, String> checkpoints,
        Map<String, Accuracies> rows,
        Set<String> cautions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The accuracies of one row, as fractions. */
    record Accuracies(double top1, double top5, double meanClass) {}

    /**
     * Reads the figures of a report; empty if there is none.
     *
     * @throws IOException if the report cannot be read or is none of this program
     */
    static Optional<TrialResult> of(ReportFolder report) throws IOException {
        Optional<String> text = report.accuracyJson();
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(report, text.get()));
    }

    private static TrialResult parse(ReportFolder report, String text) throws IOException {
        try {
            JsonNode table = JSON.readTree(text);
            JsonNode origin = table.required("provenance");
            Set<Long> seeds = new LinkedHashSet<>();
            origin.required("seeds").forEach(seed -> seeds.add(seed.asLong()));
            Map<String, String> checkpoints = new TreeMap<>();
            origin.required("checkpoints")
                    .fields()
                    .forEachRemaining(model ->
                            checkpoints.put(model.getKey(), model.getValue().asText()));
            Map<String, Accuracies> rows = new LinkedHashMap<>();
            for (JsonNode row : table.required("rows")) {
                rows.put(
                        row.required("name").asText(),
                        new Accuracies(
                                row.required("top-1").asDouble(),
                                row.required("top-5").asDouble(),
                                row.required("mean-class").asDouble()));
            }
            Set<String> cautions = new LinkedHashSet<>();
            origin.path("cautions").forEach(caution -> cautions.add(caution.asText()));
            return new TrialResult(
                    origin.required("protocol").asText(),
                    origin.required("samples").asInt(),
                    seeds,
                    checkpoints,
                    rows,
                    cautions);
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            throw new IOException(
                    report + "/accuracy.json ("
                            + String.valueOf(damaged.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + ") is no table of evaluate: evaluate again",
                    damaged);
        }
    }

    /** Returns the name of the last row, which fuses the most streams. */
    String main() {
        return List.copyOf(rows.keySet()).get(rows.size() - 1);
    }
}
