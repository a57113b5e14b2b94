package io.skelspark.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** The names under which Spark's UI lists the jobs that start while this listens. */
public final class JobTitles extends SparkListener {
    private final SparkContext spark;
    private final List<String> groups = new ArrayList<>();
    private final Set<String> descriptions = new LinkedHashSet<>();

    public JobTitles(SparkContext spark) {
        this.spark = spark;
        spark.addSparkListener(this);
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        groups.add(properties.getProperty("spark.jobGroup.id", "none"));
        descriptions.add(properties.getProperty("spark.job.description", "none"));
    }

    /** Waits for the events that are still on their way, then stops listening. */
    public void close() throws TimeoutException {
        spark.listenerBus().waitUntilEmpty();
        spark.removeSparkListener(this);
    }

    /** Returns the group of each job. */
    public synchronized List<String> groups() {
        return List.copyOf(groups);
    }

    /** Returns each description once, in the order of its first job. */
    public synchronized Set<String> descriptions() {
        return new LinkedHashSet<>(descriptions);
    }
}
