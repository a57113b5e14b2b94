package io.skelspark;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Option;

/** Spark contexts for tests whose ranks need executors: each with one core and a virtual machine of its own. */
public final class LocalCluster {
    /** The setting of executors' Java options that leaves those of {@link #ofExecutors} as they are. */
    public static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";

    /** Java options of executors that start and stop quickly: their code runs too briefly to be optimised. */
    public static final String QUICK_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** Settings for executors that start and stop quickly. */
    public static final Map<String, String> QUICK_START = Map.of(EXECUTOR_OPTIONS, QUICK_OPTIONS);

    private LocalCluster() {}

    /** Starts a context with that many executors of one core; it stops the context that runs, as there can be only one. */
    public static JavaSparkContext ofExecutors(int count, int megabytes) {
        return ofExecutors(count, megabytes, Map.of());
    }

    /** Starts the same with more of Spark's settings. */
    public static JavaSparkContext ofExecutors(int count, int megabytes, Map<String, String> settings) {
        SparkConf conf = new SparkConf()
                .setMaster("local-cluster[%d,1,%d]".formatted(count, megabytes))
                .set("spark.executor.memory", megabytes + "m")
                .set("spark.executor.instances", Integer.toString(count)) // so that nobody waits for more
                .set("spark.executor.extraClassPath", classPath())
                .set("spark.executor.extraJavaOptions", String.join(" ", openedPackages()));
        settings.forEach(conf::set);
        return start(conf);
    }

    /** Starts a context with that many threads in this virtual machine. */
    public static JavaSparkContext ofThreads(int count) {
        return ofThreads(count, Map.of());
    }

    /** Starts the same with more of Spark's settings. */
    public static JavaSparkContext ofThreads(int count, Map<String, String> settings) {
        SparkConf conf = new SparkConf().setMaster("local[" + count + "]");
        settings.forEach(conf::set);
        return start(conf);
    }

    private static JavaSparkContext start(SparkConf conf) {
        Option<SparkContext> running = SparkContext$.MODULE$.getActive();
        if (running.isDefined()) {
            running.get().stop();
        }
        conf.setAppName("test").set("spark.ui.enabled", "false");
        JavaSparkContext spark = new JavaSparkContext(conf);
        spark.setLogLevel("ERROR");
        return spark;
    }

    /** Returns the class path of this virtual machine, for executors that start in another folder. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the options that this virtual machine was started with for Spark, which its executors need too. */
    static List<String> openedPackages() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk.reflect"))
                .toList();
    }
}
