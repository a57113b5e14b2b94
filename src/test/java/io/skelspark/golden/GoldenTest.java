package io.skelspark.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Every case that the indexes of the golden folders list, one test each. A case that several folders hold runs once. A
 * case whose operation has no check here is reported as skipped, by name.
 */
class GoldenTest {
    private static final int THREADS = 2;
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
        Map<String, GoldenCase> cases = new LinkedHashMap<>();
        for (Path folder : GoldenFolders.all()) {
            JsonNode index = GoldenCase.JSON.readTree(Files.readAllBytes(folder.resolve("index.json")));
            for (JsonNode entry : index.get("cases")) {
                GoldenCase golden = new GoldenCase(folder, entry);
                cases.putIfAbsent(golden.id(), golden);
            }
        }
        Map<String, Future<?>> runs = start(cases.values());
        return cases.values().stream()
                .map(golden -> DynamicTest.dynamicTest(
                        golden.id(), () -> await(golden, Objects.requireNonNull(runs.get(golden.id())))));
    }

    /** Starts all cases, those with the largest files first, so that both threads end at about the same time. */
    private static Map<String, Future<?>> start(Collection<GoldenCase> cases) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Map<String, Future<?>> runs = new HashMap<>();
        cases.stream()
                .sorted(Comparator.comparingLong(GoldenCase::size).reversed())
                .forEach(golden -> runs.put(golden.id(), threads.submit(() -> {
                    CHECKS.getOrDefault(golden.op(), GoldenTest::skip).run(golden);
                    return null;
                })));
        threads.shutdown();
        return runs;
    }

    private static void await(GoldenCase golden, Future<?> run) throws Throwable {
        int[] tally = TALLY.computeIfAbsent(golden.group(), group -> new int[3]);
        try {
            run.get();
            tally[0]++;
        } catch (ExecutionException ended) {
            Throwable cause = Objects.requireNonNull(ended.getCause());
            if (cause instanceof TestAbortedException) {
                tally[2]++;
                System.out.println("golden: skipped " + golden.id() + ": " + cause.getMessage());
            } else {
                tally[1]++;
            }
            throw cause;
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
