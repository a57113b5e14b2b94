package io.skelspark.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Every case that the index of the golden folder lists, one test each. A case whose operation has no check here is
 * reported as skipped, by name. Another folder of the same form: {@code mvn verify -Dgolden.dir=FOLDER}.
 */
class GoldenTest {
    private static final Map<String, GoldenCheck> CHECKS = new LinkedHashMap<>();
    private static final Map<String, int[]> TALLY = new TreeMap<>();

    static {
        CHECKS.putAll(GraphChecks.checks());
        CHECKS.putAll(TransformChecks.checks());
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
        Path folder = Path.of(System.getProperty("golden.dir"));
        Path index = folder.resolve("index.json");
        Assumptions.assumeTrue(Files.exists(index), "no golden cases: " + index + " is missing (-Dgolden.dir=FOLDER)");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry :
                GoldenCase.JSON.readTree(Files.readAllBytes(index)).get("cases")) {
            GoldenCase golden = new GoldenCase(folder, entry);
            tests.add(DynamicTest.dynamicTest(golden.id(), () -> run(golden)));
        }
        return tests.stream();
    }

    private static void run(GoldenCase golden) throws Exception {
        int[] tally = TALLY.computeIfAbsent(golden.group(), group -> new int[3]);
        GoldenCheck check = CHECKS.getOrDefault(golden.op(), GoldenTest::skip);
        try {
            check.run(golden);
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
