package io.skelspark;

import org.apache.spark.sql.SparkSession;

/** One local Spark session of two threads for all tests of a run. */
public final class SharedSpark {
    private SharedSpark() {}

    /** Returns the session that runs, or a new one if a test of executors has stopped it. No other test stops it. */
    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("skelspark-tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .config("spark.driver.host", "localhost")
                .getOrCreate();
    }
}
