package io.skelspark.golden;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.model.layer.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One entry of a golden index: what is run, on which files, compared how closely.
 *
 * @param folder of the index
 * @param reference project whose numbers they are
 * @param entry of the index
 */
record GoldenCase(Path folder, Reference reference, JsonNode entry) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the id of the index, with the project unless it is MMAction2. */
    String id() {
        String id = entry.get("id").asText();
        return reference == Reference.MMACTION2 ? id : reference.key() + ": " + id;
    }

    /** Returns a list of integers of a JSON file. */
    static List<Integer> integers(JsonNode list) {
        return JSON.convertValue(list, new TypeReference<List<Integer>>() {});
    }

    /** Returns whether the numbers are those of PYSKL, whose steps differ from MMAction2's in details. */
    boolean isPyskl() {
        return reference == Reference.PYSKL;
    }

    String group() {
        return entry.get("group").asText();
    }

    String op() {
        return entry.get("op").asText();
    }

    /** Returns the settings of the case, under the reference's names; a missing node if there are none. */
    JsonNode params() {
        return entry.path("params");
    }

    List<Path> files() {
        return StreamSupport.stream(entry.get("files").spliterator(), false)
                .map(name -> folder.resolve(name.asText()))
                .toList();
    }

    /** Returns the first file whose name ends with a suffix. */
    Path file(String suffix) {
        return files().stream()
                .filter(path -> path.toString().endsWith(suffix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id() + ": no file ends in " + suffix));
    }

    Npz npz() throws IOException {
        return Npz.read(file(".npz"));
    }

    JsonNode json(String suffix) throws IOException {
        return JSON.readTree(Files.readAllBytes(file(suffix)));
    }

    /** Returns the comparison entry of an array: the one of its name, or else the one of {@code *}. */
    JsonNode tolerance(String array) {
        JsonNode any = null;
        for (JsonNode compare : entry.get("compare")) {
            if (compare.get("array").asText().equals(array)) {
                return compare;
            }
            if (compare.get("array").asText().equals("*")) {
                any = compare;
            }
        }
        if (any == null) {
            throw new IllegalStateException(id() + ": the index gives no tolerance for " + array);
        }
        return any;
    }

    /** Compares element by element with the index's tolerance for the array. */
    void compare(String array, double[] expected, double[] found) {
        JsonNode tolerance = tolerance(array);
        boolean exact = tolerance.path("exact").asBoolean(false);
        compare(
                array,
                expected,
                found,
                exact ? 0 : tolerance.path("atol").asDouble(0),
                exact ? 0 : tolerance.path("rtol").asDouble(0));
    }

    /** Compares like compare, but the share of elements that the index allows may miss the tolerance by a larger bound. */
    void compareWithOutliers(String array, double[] expected, float[] found) {
        JsonNode tolerance = tolerance(array);
        double atol = tolerance.get("atol").asDouble();
        double bound = tolerance.path("outlier_abs").asDouble(atol);
        if (expected.length != found.length) {
            fail("%s %s: %d values, expected %d", id(), array, found.length, expected.length);
        }
        int outliers = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(found[i] - expected[i]);
            outliers += difference <= atol ? 0 : 1;
            if (!(difference <= bound)) {
                fail("%s %s: [%d] is %s, expected %s", id(), array, i, found[i], expected[i]);
            }
        }
        if (outliers > tolerance.path("outlier_frac").asDouble(0) * expected.length) {
            fail("%s %s: %d of %d values miss atol %g", id(), array, outliers, expected.length, atol);
        }
    }

    /** Compares element by element: |found - expected| <= atol + rtol * |expected|. */
    void compare(String array, double[] expected, double[] found, double atol, double rtol) {
        if (expected.length != found.length) {
            fail("%s %s: %d values, expected %d", id(), array, found.length, expected.length);
        }
        int misses = 0;
        int worst = -1;
        double worstExcess = 0;
        for (int i = 0; i < expected.length; i++) {
            double excess = Math.abs(found[i] - expected[i]) - (atol + rtol * Math.abs(expected[i]));
            boolean equal = Double.compare(found[i], expected[i]) == 0 || found[i] == expected[i];
            if (!equal && !(excess <= 0)) {
                misses++;
                if (worst < 0 || Double.isNaN(excess) || excess > worstExcess) {
                    worst = i;
                    worstExcess = excess;
                }
            }
        }
        if (misses > 0) {
            fail(
                    "%s %s: %d of %d values miss atol %g rtol %g; the worst, [%d], is %s, expected %s",
                    id(), array, misses, expected.length, atol, rtol, worst, found[worst], expected[worst]);
        }
    }
}
