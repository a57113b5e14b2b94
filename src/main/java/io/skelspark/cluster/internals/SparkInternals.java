package io.skelspark.cluster.internals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.spark.ExecutorAllocationClient;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.apache.spark.util.SignalUtils;
import org.apache.spark.util.Utils;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction0;

/** Single calls of Spark's internal interfaces. */
public final class SparkInternals {
    private SparkInternals() {}

    /** Returns how many tasks of that profile run at once on the executors that have registered. */
    public static int slots(SparkContext spark, ResourceProfile profile) {
        return spark.maxNumConcurrentTasks(profile);
    }

    /**
     * Returns how many executors take tasks. Spark's public list still has an executor for a moment after its loss has ended
     * a stage.
     */
    public static int activeExecutors(SparkContext spark) {
        ExecutorAllocationClient executors = (ExecutorAllocationClient) spark.schedulerBackend();
        return (int) JavaConverters.seqAsJavaList(executors.getExecutorIds()).stream()
                .filter(executors::isExecutorActive)
                .count();
    }

    /** Returns the profile of tasks that ask for nothing else. */
    public static ResourceProfile defaultProfile(SparkContext spark) {
        return spark.resourceProfileManager().defaultResourceProfile();
    }

    /** Registers a profile, or returns the one that says the same: Spark never forgets a profile. */
    public static ResourceProfile registered(SparkContext spark, ResourceProfile profile) {
        Option<ResourceProfile> known = spark.resourceProfileManager().getEquivalentProfile(profile);
        if (known.isDefined()) {
            return known.get();
        }
        spark.resourceProfileManager().addResourceProfile(profile);
        return profile;
    }

    /** Returns the addresses of a resource that each active executor has, by the ids of the executors. */
    public static Map<String, List<String>> addresses(SparkContext spark, String resource) {
        Map<String, List<String>> addresses = new HashMap<>();
        for (ExecutorSummary executor :
                JavaConverters.seqAsJavaList(spark.statusStore().executorList(true))) {
            addresses.put(executor.id(), addresses(executor.resources().get(resource)));
        }
        return addresses;
    }

    /** Returns the addresses of a resource, none if it was not found. */
    public static List<String> addresses(Option<ResourceInformation> found) {
        return found.isDefined() ? List.of(found.get().addresses()) : List.of();
    }

    /** Ends an executor and asks the cluster for another; returns whether the cluster was asked. */
    public static boolean replaceExecutor(SparkContext spark, String executor) {
        return spark.killAndReplaceExecutor(executor);
    }

    /** Returns the name by which its peers reach this process: that of its block manager. */
    public static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /** Returns the settings without the values that Spark's own pattern (spark.redaction.regex) takes for secrets. */
    public static Map<String, String> redacted(SparkConf conf) {
        Map<String, String> settings = new TreeMap<>();
        JavaConverters.seqAsJavaList(Utils.redact(conf, JavaConverters.asScalaBuffer(List.of(conf.getAll()))))
                .forEach(setting -> settings.put(setting._1(), setting._2()));
        return settings;
    }

    /**
     * Registers what is called on each SIGTERM.
     *
     * @param handled whether the signal is dealt with; otherwise the process ends
     */
    public static void onTermination(BooleanSupplier handled) {
        SignalUtils.register("TERM", new AbstractFunction0<>() {
            @Override
            public Object apply() {
                return handled.getAsBoolean();
            }
        });
    }

    /** Returns the exception by which a driver tells Spark the exit code of its application. */
    public static Exception exit(int code) {
        return new SparkUserAppException(code);
    }
}
