package io.skelspark.pipeline.doctor;

import io.skelspark.cluster.device.ExecutorPool;
import io.skelspark.cluster.device.Gpus;
import io.skelspark.cluster.internals.SparkInternals;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** An examination of an application: the facts of the driver and of every executor, and the problems found in them. */
public final class Doctor {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Map<String, ProcessFacts> processes = new LinkedHashMap<>();
    private final Map<String, List<String>> gpus = new LinkedHashMap<>();
    private final Map<String, String> settings;
    private final List<Finding> findings;

    private Doctor(JavaSparkContext spark) {
        processes.put("driver", ProcessFacts.here());
        if (!spark.isLocal()) {
            executors(spark).forEach((id, facts) -> processes.put("executor " + id, facts));
        }
        Gpus.addresses(spark.sc())
                .forEach((id, addresses) -> gpus.put(processes.containsKey(id) ? id : "executor " + id, addresses));
        settings = redacted(spark.getConf());
        findings = Diagnosis.of(spark.getConf(), processes, gpus);
    }

    /**
     * Examines the application.
     *
     * @throws IllegalStateException if the cluster gives no executor
     */
    public static Doctor examine(JavaSparkContext spark) {
        return new Doctor(spark);
    }

    /** Returns the settings without the values that Spark's own pattern (spark.redaction.regex) takes for secrets. */
    static Map<String, String> redacted(SparkConf conf) {
        return SparkInternals.redacted(conf);
    }

    /** Reads the facts of all executors: a barrier stage of all slots runs on all of them at once, as training does. */
    private static Map<String, ProcessFacts> executors(JavaSparkContext spark) {
        ExecutorPool executors = ExecutorPool.settled(spark, QUIET, LONGEST_WAIT, () -> false);
        int slots = executors.count()
                * executors.cores()
                / Math.max(1, spark.getConf().getInt("spark.task.cpus", 1));
        List<Integer> tasks = IntStream.range(0, slots).boxed().toList();
        spark.setJobGroup("doctor", "doctor: look at every executor");
        List<Tuple2<String, ProcessFacts>> found = spark.parallelize(tasks, slots)
                .rdd()
                .barrier()
                .mapPartitions(new ExecutorFacts(), false, ClassTag$.MODULE$.apply(Tuple2.class))
                .toJavaRDD()
                .collect();
        return found.stream()
                .collect(Collectors.toMap(
                        Tuple2::_1, Tuple2::_2, (first, same) -> first, () -> new TreeMap<>(ExecutorPool.BY_ID)));
    }

    private static final class ExecutorFacts
            extends AbstractFunction1<Iterator<Integer>, Iterator<Tuple2<String, ProcessFacts>>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Iterator<Tuple2<String, ProcessFacts>> apply(Iterator<Integer> partition) {
            Tuple2<String, ProcessFacts> facts = new Tuple2<>(SparkEnv.get().executorId(), ProcessFacts.here());
            return JavaConverters.asScalaIterator(List.of(facts).iterator());
        }
    }

    /** Returns whether training can work: there may be warnings, but no error. */
    public boolean sound() {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** Returns the facts of all processes, the same ones once, their GPUs, Spark's settings, and the findings. */
    public String report() {
        Map<ProcessFacts, List<String>> byFacts = new LinkedHashMap<>();
        processes.forEach((name, facts) ->
                byFacts.computeIfAbsent(facts, key -> new ArrayList<>()).add(name));
        StringBuilder report = new StringBuilder();
        byFacts.forEach((facts, names) -> {
            report.append(String.join(", ", names)).append('\n');
            facts.lines().forEach((fact, value) -> report.append("  %-12s %s%n".formatted(fact, value)));
        });
        report.append(gpus.isEmpty() ? "Spark hands out no GPUs\n" : "GPUs that Spark hands out\n");
        gpus.forEach((name, addresses) -> report.append("  %-12s %s%n".formatted(name, String.join(", ", addresses))));
        report.append("settings of Spark, secrets redacted\n");
        settings.forEach((name, value) -> report.append("  %s %s%n".formatted(name, value)));
        report.append('\n');
        findings.forEach(finding -> report.append(finding).append('\n'));
        return report.append(findings.isEmpty() ? "no problem found" : findings.size() + " finding(s)")
                .toString();
    }
}
