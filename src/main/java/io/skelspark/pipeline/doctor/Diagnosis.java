package io.skelspark.pipeline.doctor;

import io.skelspark.cluster.RankStage;
import io.skelspark.cluster.device.Gpus;
import io.skelspark.model.engine.EngineFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/** The search for problems in the settings and the processes of an application. */
final class Diagnosis {
    private static final String SPARK = "3.5";
    private static final String SCALA = "2.12";
    private static final int JAVA = 17;
    private static final long LEAST_SCRATCH_BYTES = 2L << 30;
    private static final long LEAST_NATIVE_BYTES = 2L << 30;

    private static final String WITHOUT_GPUS = "Or train on processors: train.device=cpu";

    private final List<Finding> findings = new ArrayList<>();

    /**
     * Returns all errors and warnings, in the order of the processes.
     *
     * @param processes the driver and the executors by their names, the driver first
     * @param gpus addresses of the GPUs that Spark hands out, by the names of the processes that have some
     */
    static List<Finding> of(SparkConf settings, Map<String, ProcessFacts> processes, Map<String, List<String>> gpus) {
        Diagnosis diagnosis = new Diagnosis();
        diagnosis.settings(settings);
        processes.forEach(diagnosis::process);
        processes.forEach((name, facts) -> diagnosis.gpus(name, facts.engine(), gpus.getOrDefault(name, List.of())));
        diagnosis.sameVersions(processes);
        return diagnosis.findings;
    }

    private void settings(SparkConf settings) {
        RankStage.hindrance(settings).ifPresent(reason -> findings.add(Finding.error("settings", reason)));
        if (settings.getDouble("spark.task.resource.gpu.amount", 0) > 0) {
            findings.add(Finding.warning(
                    "settings",
                    "spark.task.resource.gpu.amount is set: every task of prepare then waits for a GPU, and with a"
                            + " fraction two ranks get the same GPU, which training refuses. Remove it: training asks for"
                            + " GPUs itself"));
        }
    }

    /** With train.device = auto a rank takes the GPU that Spark gives it, and fails if libtorch does not see it. */
    private void gpus(String name, @Nullable EngineFacts engine, List<String> addresses) {
        if (engine == null) {
            return;
        }
        try {
            addresses.stream()
                    .map(Gpus::device)
                    .filter(device -> !engine.sees(device))
                    .findFirst()
                    .ifPresent(device -> findings.add(Finding.error(
                            name,
                            "Spark hands out " + device + " here, but " + engine.lack(device) + ". " + WITHOUT_GPUS)));
        } catch (IllegalStateException unreadable) {
            findings.add(Finding.error(name, unreadable.getMessage() + ". " + WITHOUT_GPUS));
        }
        if (addresses.isEmpty() && engine.gpus() > 0) {
            findings.add(Finding.warning(
                    name,
                    "libtorch sees " + engine.gpus() + " GPU(s), but Spark hands out none here, so training uses the"
                            + " processor: set spark.executor.resource.gpu.* as in the profiles in submit/"));
        }
    }

    private void process(String name, ProcessFacts facts) {
        require(name, "Spark", facts.spark(), SPARK, version -> version.startsWith(SPARK + "."));
        require(name, "Scala", facts.scala(), SCALA, version -> version.startsWith(SCALA + "."));
        require(name, "Java", facts.java(), JAVA + " or newer", version -> major(version) >= JAVA);
        if (facts.engineFailure() != null) {
            findings.add(Finding.error(
                    name,
                    facts.engineFailure()
                            + "; expected libtorch from the application's jar: check that the jar was built for"
                            + " this platform, and that DJL_CACHE_DIR (by default in the home folder) can be written"));
        }
        if (!facts.bigDl()) {
            findings.add(
                    Finding.error(
                            name,
                            "BigDL DLlib is missing, expected it in the application's jar: build the jar again with mvn package"));
        }
        if (facts.scratchBytes() < LEAST_SCRATCH_BYTES) {
            findings.add(
                    Finding.warning(
                            name,
                            facts.scratch() + " has " + ProcessFacts.gibibytes(facts.scratchBytes())
                                    + " free, expected room for the training split and the native libraries ("
                                    + ProcessFacts.gibibytes(LEAST_SCRATCH_BYTES)
                                    + " at least): free some space, or set -Djava.io.tmpdir in spark.executor.extraJavaOptions"));
        }
        if (facts.memoryBytes() - facts.heapBytes() < LEAST_NATIVE_BYTES) {
            findings.add(Finding.warning(
                    name,
                    "the Java heap may take " + ProcessFacts.gibibytes(facts.heapBytes()) + " of "
                            + ProcessFacts.gibibytes(facts.memoryBytes()) + ", expected "
                            + ProcessFacts.gibibytes(LEAST_NATIVE_BYTES)
                            + " or more besides for libtorch: lower spark.executor.memory or spark.driver.memory, or"
                            + " raise spark.executor.memoryOverhead"));
        }
        List<String> missing = ProcessFacts.VARIABLES.stream()
                .filter(variable -> !facts.environment().containsKey(variable))
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.warning(
                    name,
                    missing
                            + " not set: training takes up to twice as long. Set spark.executorEnv.NAME for executors and the"
                            + " environment of the driver to the values in submit/skelspark"));
        }
    }

    /** Ranks on different code or libraries would not train the same model. */
    private void sameVersions(Map<String, ProcessFacts> processes) {
        Map.Entry<String, ProcessFacts> first = processes.entrySet().iterator().next();
        processes.forEach((name, facts) -> {
            String expected = identity(first.getValue());
            if (!identity(facts).equals(expected)) {
                findings.add(Finding.error(
                        name,
                        "runs " + identity(facts) + ", expected " + expected + " as on the " + first.getKey()
                                + ": start all processes from the same jar, Spark and Java"));
            }
        });
    }

    private static String identity(ProcessFacts facts) {
        return String.join(
                ", ",
                "Skelspark " + facts.code(),
                "Spark " + facts.spark(),
                "Java " + facts.java(),
                "libtorch " + (facts.engine() == null ? "none" : facts.engine().libtorch()));
    }

    private void require(String name, String what, String found, String expected, Predicate<String> sound) {
        if (!sound.test(found)) {
            findings.add(Finding.error(name, what + " is " + found + ", expected " + expected));
        }
    }

    private static int major(String version) {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }
}
