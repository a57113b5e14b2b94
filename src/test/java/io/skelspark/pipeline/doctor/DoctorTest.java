package io.skelspark.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.LocalCluster;
import io.skelspark.model.engine.EngineFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Map<String, String> ENVIRONMENT =
            ProcessFacts.VARIABLES.stream().collect(Collectors.toMap(name -> name, name -> "1"));

    private static ProcessFacts facts(String spark, @Nullable String failure, Map<String, String> environment) {
        return facts(spark, failure == null ? new EngineFacts("0.36.0", "2.7.1", 0) : null, failure, environment);
    }

    private static ProcessFacts facts(
            String spark, @Nullable EngineFacts engine, @Nullable String failure, Map<String, String> environment) {
        return new ProcessFacts(
                "host",
                "0.1.0 (a)",
                "17.0.1 Maker",
                spark,
                "2.12.18",
                engine,
                failure,
                true,
                2,
                1L << 30,
                8L << 30,
                "/scratch",
                4L << 30,
                environment);
    }

    private static List<String> findings(Map<String, ProcessFacts> processes) {
        return findings(processes, Map.of());
    }

    private static List<String> findings(Map<String, ProcessFacts> processes, Map<String, List<String>> gpus) {
        return Diagnosis.of(new SparkConf(false), new LinkedHashMap<>(processes), gpus).stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void findsNoProblemIfThereIsNone() {
        assertThat(findings(Map.of("driver", facts("3.5.9", null, ENVIRONMENT))))
                .isEmpty();
    }

    @Test
    void showsSettingsWithoutSecrets() {
        SparkConf conf = new SparkConf(false)
                .set("spark.executor.cores", "4")
                .set("spark.hadoop.fs.s3a.secret.key", "planted")
                .set("spark.authenticate.secret", "planted")
                .set("spark.ssl.keyPassword", "planted");

        assertThat(Doctor.redacted(conf))
                .containsEntry("spark.executor.cores", "4")
                .containsKeys("spark.hadoop.fs.s3a.secret.key", "spark.authenticate.secret", "spark.ssl.keyPassword")
                .doesNotContainValue("planted");
    }

    @Test
    void warnsOfMissingVariables() {
        assertThat(findings(Map.of("driver", facts("3.5.9", null, Map.of("OMP_NUM_THREADS", "1")))))
                .singleElement()
                .asString()
                .startsWith("warning: driver: ")
                .contains("MALLOC_ARENA_MAX")
                .contains("spark.executorEnv")
                .doesNotContain("OMP_NUM_THREADS");
    }

    @Test
    void refusesAnotherSpark() {
        assertThat(findings(Map.of("driver", facts("3.4.1", null, ENVIRONMENT))))
                .containsExactly("error: driver: Spark is 3.4.1, expected 3.5");
    }

    @Test
    void saysWhyTheEngineCannotBeLoaded() {
        assertThat(findings(Map.of("driver", facts("3.5.9", "no libtorch here", ENVIRONMENT))))
                .singleElement()
                .asString()
                .contains("no libtorch here")
                .contains("DJL_CACHE_DIR");
    }

    @Test
    void holdsExecutorsToTheDriversVersions() {
        Map<String, ProcessFacts> processes = new LinkedHashMap<>();
        processes.put("driver", facts("3.5.9", null, ENVIRONMENT));
        processes.put("executor 0", facts("3.5.5", null, ENVIRONMENT));

        assertThat(findings(processes))
                .singleElement()
                .asString()
                .startsWith("error: executor 0: ")
                .contains("Spark 3.5.5")
                .contains("Spark 3.5.9");
    }

    @Test
    void refusesSettingsThatExcludeTraining() {
        SparkConf settings = new SparkConf(false).set("spark.dynamicAllocation.enabled", "true");

        assertThat(Diagnosis.of(settings, Map.of("driver", facts("3.5.9", null, ENVIRONMENT)), Map.of()))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.ERROR);
    }

    private static ProcessFacts withGpus(int count) {
        return facts("3.5.9", new EngineFacts("0.36.0", "2.7.1", count), null, ENVIRONMENT);
    }

    @Test
    void refusesAGpuThatTheEngineDoesNotSee() {
        assertThat(findings(Map.of("executor 0", withGpus(1)), Map.of("executor 0", List.of("0", "1"))))
                .singleElement()
                .asString()
                .startsWith(
                        "error: executor 0: Spark hands out GPU 1 here, but libtorch 2.7.1 under DJL 0.36.0 sees one GPU, 0")
                .contains("PYTORCH_LIBRARY_PATH", "train.device=cpu");
        assertThat(findings(Map.of("executor 0", withGpus(2)), Map.of("executor 0", List.of("0", "1"))))
                .isEmpty();
    }

    @Test
    void refusesAGpuWhoseAddressIsNoIndex() {
        assertThat(findings(Map.of("executor 0", withGpus(1)), Map.of("executor 0", List.of("GPU-8f2b"))))
                .singleElement()
                .asString()
                .startsWith("error: executor 0: ")
                .contains("\"GPU-8f2b\", expected the index of a device");
    }

    @Test
    void warnsOfGpusThatSparkDoesNotHandOut() {
        assertThat(findings(Map.of("executor 0", withGpus(2))))
                .singleElement()
                .asString()
                .startsWith("warning: executor 0: libtorch sees 2 GPU(s), but Spark hands out none")
                .contains("spark.executor.resource.gpu");
    }

    @Test
    void warnsIfTheTasksOfAllStagesAskForGpus() {
        SparkConf settings = new SparkConf(false).set("spark.task.resource.gpu.amount", "0.5");

        assertThat(Diagnosis.of(settings, Map.of("driver", facts("3.5.9", null, ENVIRONMENT)), Map.of()))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.WARNING);
    }

    @Test
    void examinesEveryExecutor() {
        try (JavaSparkContext spark = LocalCluster.ofExecutors(2, 1024)) {
            Doctor doctor = Doctor.examine(spark);

            assertThat(doctor.report())
                    .contains(
                            "executor 0",
                            "executor 1",
                            "libtorch     2.7.1",
                            "BigDL        found",
                            "CUDA         none",
                            "Spark hands out no GPUs");
            assertThat(doctor.sound()).as(doctor.report()).isTrue();
        }
    }
}
