package io.skelspark.jobs;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** What spark-submit gives a job: the cluster, and the settings of file systems. */
final class SparkDriver {
    private SparkDriver() {}

    /** Returns the file system settings for a job that needs no cluster: Hadoop's own, overridden by spark-submit's. */
    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    /** Starts the application's session; master and resources come from spark-submit. */
    static SparkSession session(String title) {
        SparkSession spark =
                SparkSession.builder().appName("skelspark " + title).getOrCreate();
        TaskLog.leaveOutRepetitions(spark.sparkContext().master());
        return spark;
    }
}
