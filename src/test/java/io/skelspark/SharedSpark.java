package io.skelspark;

import org.apache.spark.sql.SparkSession;

/** One local Spark session of two threads for all tests of a run. */
public final class SharedSpark {
    private SharedSpark() {}

    /** The session that runs, or a new one where a test of executors has stopped it; nobody else stops it. */
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
