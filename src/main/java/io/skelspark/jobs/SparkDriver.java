package io.skelspark.jobs;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** What spark-submit gives a job: the cluster, and the settings of file systems. */
final class SparkDriver {
    /** A setting of the profiles: the launcher has Spark bind its page to this address. */
    private static final String PAGE_ADDRESS = "spark.skelspark.pageAddress";

    private static final String DRIVER_HOST = "spark.driver.host";
    private static final Pattern STANDALONE = Pattern.compile("spark://([^:,/]+):([0-9]{1,5})");

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
        SparkSession.Builder builder = SparkSession.builder().appName("skelspark " + title);
        SparkConf settings = new SparkConf();
        if (settings.contains(PAGE_ADDRESS) && !settings.contains(DRIVER_HOST)) {
            // the address of the page is also Spark's choice for the driver, which executors could not reach there
            addressTowards(settings.get("spark.master", "")).ifPresent(address -> builder.config(DRIVER_HOST, address));
        }
        SparkSession spark = builder.getOrCreate();
        TaskLog.leaveOutRepetitions(spark.sparkContext().master());
        return spark;
    }

    /**
     * Returns the address of this machine on the way to the master of a standalone cluster.
     *
     * @return empty if the master is of another kind or its name is unknown here
     */
    static Optional<String> addressTowards(String master) {
        Matcher first = STANDALONE.matcher(master);
        if (!first.lookingAt()) {
            return Optional.empty();
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            // sends nothing: the system chooses the address that it would send from
            socket.connect(new InetSocketAddress(first.group(1), Integer.parseInt(first.group(2))));
            return Optional.of(socket.getLocalAddress().getHostAddress());
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }
}
