package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.ConfusionMatrix.Normalization;
import io.skelspark.evaluate.MeanClassAccuracy;
import io.skelspark.evaluate.ScoreFusion;
import io.skelspark.evaluate.Scores;
import io.skelspark.evaluate.TopKAccuracy;
import io.skelspark.pickle.ScoreDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics, fusions and confusion matrices of score dumps. */
final class EvaluationChecks {
    private static final String SINGLE = "json:single.*.top1,top5";
    private static final String FUSED = "json:fusion.*.top1,top5";
    private static final String MEAN_CLASS = "json:*.mean_class";
    /** The tie note of the index: fused scores may be equal only up to rounding. */
    private static final double MEAN_CLASS_SLACK = 0.02;

    private EvaluationChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of("metrics, fusion, confusion matrix", EvaluationChecks::evaluation);
    }

    private static void evaluation(GoldenCase golden) throws IOException {
        Npz expected = Npz.read(golden.file(".expected.npz"));
        JsonNode figures = golden.json(".expected.json");
        Map<String, Map<String, Scores>> streams = streams(golden.npz());
        assertThat(figures.get("single").size()).as("streams").isEqualTo(streams.size());
        streams.forEach((name, stream) -> {
            JsonNode single = figures.get("single").get(name);
            topK(golden, SINGLE, name, single, stream.values());
            meanClass(golden, name, single, stream.values(), 0);
        });
        for (JsonNode fusion : figures.get("fusion")) {
            fusion(golden, streams, fusion, expected);
        }
        confusion(golden, expected, streams);
        dumps(golden, streams);
    }

    /** The pickled dumps hold the same labels and scores, so they give the same numbers. */
    private static void dumps(GoldenCase golden, Map<String, Map<String, Scores>> streams) throws IOException {
        List<Path> pickles = golden.files().stream()
                .filter(file -> file.toString().endsWith(".pkl"))
                .toList();
        assertThat(pickles).as("dumps of %s", golden.id()).hasSizeGreaterThanOrEqualTo(streams.size());
        for (Path pickle : pickles) {
            // SET.STREAM.pkl, or SET.STREAM.numpy.pkl
            String stream = pickle.getFileName().toString().split("\\.", -1)[1];
            List<Scores> found =
                    ScoreDump.read(Files.newInputStream(pickle), pickle.toString(), Files.size(pickle))
                            .samples()
                            .stream()
                            .map(sample -> new Scores(sample.label(), sample.scores()))
                            .toList();
            assertThat(found)
                    .as("%s %s", golden.id(), pickle.getFileName())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(
                            streams.getOrDefault(stream, Map.of()).values());
        }
    }

    /** Clips are named by position: the dumps hold no names. */
    private static Map<String, Map<String, Scores>> streams(Npz npz) {
        int[] labels = npz.array("labels").ints();
        Map<String, Map<String, Scores>> streams = new LinkedHashMap<>();
        npz.arrays().forEach((array, content) -> {
            if (array.startsWith("score.")) {
                int classes = content.shape()[1];
                float[] values = content.floats();
                Map<String, Scores> stream = new LinkedHashMap<>();
                for (int i = 0; i < labels.length; i++) {
                    float[] row = Arrays.copyOfRange(values, i * classes, (i + 1) * classes);
                    stream.put("clip " + i, new Scores(labels[i], row));
                }
                streams.put(array.substring("score.".length()), stream);
            }
        });
        return streams;
    }

    private static void topK(
            GoldenCase golden, String rule, String name, JsonNode expected, Collection<Scores> samples) {
        JsonNode tolerance = golden.tolerance(rule);
        double atol = tolerance.get("atol").asDouble() + tolerance.path("slack").asDouble(0);
        for (int k : new int[] {1, 5}) {
            double found = new TopKAccuracy(k).of(samples);
            JsonNode interval = expected.get("top" + k + "_tie_interval");
            boolean ties = tolerance.path("use_tie_interval").asBoolean(false);
            double exact = expected.get("top" + k).asDouble();
            assertThat(found)
                    .as("%s %s top%d", golden.id(), name, k)
                    .isBetween(
                            (ties ? interval.get(0).asDouble() : exact) - atol,
                            (ties ? interval.get(1).asDouble() : exact) + atol);
        }
    }

    private static void meanClass(
            GoldenCase golden, String name, JsonNode expected, Collection<Scores> samples, double slack) {
        double atol = golden.tolerance(MEAN_CLASS).get("atol").asDouble();
        assertThat(new MeanClassAccuracy().of(samples))
                .as("%s %s mean class accuracy", golden.id(), name)
                .isBetween(
                        expected.get("mean_class").asDouble() - atol - slack,
                        expected.get("mean_class").asDouble() + atol + slack);
    }

    private static void fusion(
            GoldenCase golden, Map<String, Map<String, Scores>> streams, JsonNode fusion, Npz expected) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < fusion.get("streams").size(); i++) {
            weights.put(
                    fusion.get("streams").get(i).asText(),
                    fusion.get("coefficients").get(i).asDouble());
        }
        boolean softmax = fusion.get("apply_softmax").asBoolean();
        ScoreFusion.Input input = softmax ? ScoreFusion.Input.SOFTMAX : ScoreFusion.Input.AS_GIVEN;
        Collection<Scores> fused = new ScoreFusion(weights, input).fuse(streams).values();
        String array = fusion.get("array").asText();
        double atol = golden.tolerance("npz:fused.*").get("atol").asDouble();
        double[] found = fused.stream()
                .flatMapToDouble(one -> Arrays.stream(one.values()))
                .toArray();
        golden.compare(array, expected.array(array).values(), found, atol, 0);
        topK(golden, FUSED, array, fusion, fused);
        boolean ties = golden.tolerance(MEAN_CLASS).has("mean_class_ties");
        meanClass(golden, array, fusion, fused, ties ? MEAN_CLASS_SLACK : 0);
        if (!ties) {
            printed(golden, array, fusion.get("printed"), fused);
        }
    }

    /** The lines the reference prints, four decimals. */
    private static void printed(GoldenCase golden, String array, JsonNode printed, Collection<Scores> fused) {
        Map<String, Double> lines = Map.of(
                "Mean Class Accuracy", new MeanClassAccuracy().of(fused),
                "Top 1 Accuracy", new TopKAccuracy(1).of(fused),
                "Top 5 Accuracy", new TopKAccuracy(5).of(fused));
        lines.forEach((title, found) -> assertThat(String.format(Locale.ROOT, "%.4f", found))
                .as("%s %s %s", golden.id(), array, title)
                .isEqualTo(printed.get(title).asText()));
    }

    /** The matrices of the joint stream. */
    private static void confusion(GoldenCase golden, Npz expected, Map<String, Map<String, Scores>> streams) {
        Collection<Scores> joint = streams.getOrDefault("joint", Map.of()).values();
        ConfusionMatrix full = ConfusionMatrix.full(joint);
        ConfusionMatrix present = ConfusionMatrix.present(joint);
        double[] predictions = joint.stream().mapToDouble(Scores::prediction).toArray();
        Map<String, double[]> found = new LinkedHashMap<>();
        found.put("confusion_full", flat(full.counts()));
        found.put("confusion_full_pred", predictions);
        found.put("confusion_present_classes", flat(present.counts()));
        found.put("confusion_present_true", flat(present.normalized(Normalization.TRUE)));
        found.put("confusion_present_pred", flat(present.normalized(Normalization.PRED)));
        found.put("confusion_present_all", flat(present.normalized(Normalization.ALL)));
        found.put(
                "present_classes",
                Arrays.stream(present.classes()).asDoubleStream().toArray());
        double atol = golden.tolerance("npz:confusion_*").get("atol").asDouble();
        found.forEach(
                (array, values) -> golden.compare(array, expected.array(array).values(), values, atol, 0));
        assertThat(expected.arrays().keySet())
                .as("arrays of %s without the fused ones", golden.id())
                .filteredOn(array -> !array.startsWith("fused."))
                .containsExactlyInAnyOrderElementsOf(found.keySet());
    }

    private static double[] flat(long[][] rows) {
        return Arrays.stream(rows)
                .flatMapToLong(Arrays::stream)
                .asDoubleStream()
                .toArray();
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
