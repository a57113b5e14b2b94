package io.skelspark.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.model.layer.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Every case that the indexes of the golden folders list, one test each, or those whose id has a match of the regular
 * expression {@code -Dgolden.case}. A case that several folders hold runs once. A case whose operation has no check here is
 * reported as skipped, by name.
 */
class GoldenTest {
    private static final Map<String, GoldenCheck> CHECKS = new LinkedHashMap<>();
    private static final Map<String, int[]> TALLY = new TreeMap<>();

    static {
        CHECKS.putAll(GraphChecks.checks());
        CHECKS.putAll(TransformChecks.checks());
        CHECKS.putAll(SamplingChecks.checks());
        CHECKS.putAll(AugmentChecks.checks());
        CHECKS.putAll(HeatmapChecks.checks());
        CHECKS.putAll(PipelineChecks.checks());
        CHECKS.putAll(ScheduleChecks.checks());
        CHECKS.putAll(EvaluationChecks.checks());
        CHECKS.putAll(PickleChecks.checks());
        CHECKS.putAll(CompressedChecks.checks());
        CHECKS.putAll(ModelChecks.checks());
        CHECKS.putAll(ComplexityChecks.checks());
    }

    @TestFactory
    Stream<DynamicTest> matchesTheReference() throws IOException {
        Map<String, GoldenCase> cases = new LinkedHashMap<>();
        for (Path folder : GoldenFolders.all()) {
            JsonNode index = GoldenCase.JSON.readTree(Files.readAllBytes(folder.resolve("index.json")));
            Reference reference =
                    index.get("reference").asText().startsWith("PYSKL") ? Reference.PYSKL : Reference.MMACTION2;
            for (JsonNode entry : index.get("cases")) {
                GoldenCase golden = new GoldenCase(folder, reference, entry);
                cases.putIfAbsent(golden.id(), golden);
            }
        }
        Pattern wanted = Pattern.compile(System.getProperty("golden.case", ""));
        return cases.values().stream()
                .filter(golden -> wanted.matcher(golden.id()).find())
                .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> run(golden)));
    }

    private static void run(GoldenCase golden) throws Exception {
        int[] tally = TALLY.computeIfAbsent(golden.group(), group -> new int[3]);
        try {
            CHECKS.getOrDefault(golden.op(), GoldenTest::skip).run(golden);
            tally[0]++;
        } catch (TestAbortedException skipped) {
            tally[2]++;
            System.out.println("golden: skipped " + golden.id() + ": " + skipped.getMessage());
            throw skipped;
        } catch (Exception | AssertionError failed) {
            tally[1]++;
            throw failed;
        }
    }

    private static void skip(GoldenCase golden) {
        Assumptions.abort("no check covers '" + golden.op() + "' yet");
    }

    @AfterAll
    static void printTheTally() {
        int[] total = new int[3];
        TALLY.forEach((group, tally) -> {
            System.out.println("golden " + group + line(tally));
            for (int i = 0; i < total.length; i++) {
                total[i] += tally[i];
            }
        });
        if (!TALLY.isEmpty()) {
            System.out.println("golden" + line(total));
        }
    }

    private static String line(int[] tally) {
        return String.format(
                ": %d passed, %d failed, %d skipped of %d",
                tally[0], tally[1], tally[2], tally[0] + tally[1] + tally[2]);
    }
}
