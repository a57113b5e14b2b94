package io.skelspark;

import io.skelspark.Submission.Application;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler;

/**
 * Hadoop's mini cluster with a resource manager and two node managers, whose containers are processes of their own, and
 * applications submitted to it with the profile {@code submit/yarn.conf}.
 */
public final class YarnCluster implements AutoCloseable {
    private static final int NODE_MEGABYTES = 6144;

    private final Path hadoop;
    private final MiniYARNCluster cluster;
    private final Submission submission;
    private final List<String> jars;

    /** Starts the cluster; its files go into a folder. */
    public YarnCluster(Path folder) throws IOException {
        hadoop = Files.createDirectories(folder.resolve("hadoop"));
        YarnConfiguration settings = new YarnConfiguration();
        settings.set(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, FileSystem.DEFAULT_FS);
        settings.set(YarnConfiguration.RM_SCHEDULER, FifoScheduler.class.getName());
        settings.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
        settings.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, NODE_MEGABYTES);
        settings.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
        // a disk that is almost full stays in use
        settings.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 100);
        // the logs of containers stay for a while
        settings.setLong(YarnConfiguration.DEBUG_NM_DELETE_DELAY_SEC, 600);
        // nodes work below: their scripts do not bear a space in a path, which the project's own may have
        System.setProperty("test.build.data", folder.resolve("yarn").toString());
        cluster = new MiniYARNCluster("skelspark", 2, 1, 1);
        cluster.init(settings);
        cluster.start();
        try (OutputStream file = Files.newOutputStream(hadoop.resolve("yarn-site.xml"))) {
            new Configuration(cluster.getConfig()).writeXml(file);
        }
        List<String> spark = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("spark-yarn_"))
                .toList();
        jars = new ArrayList<>(spark);
        jars.add(System.getenv("SPARK_HOME") + "/jars/*");
        List<String> libraries = new ArrayList<>(spark);
        libraries.add(hadoop.toString());
        submission = new Submission(folder, "yarn.conf", libraries);
    }

    /** Submits a job whose driver runs in a container, with two executors of a core. */
    public Application submit(List<String> options, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--deploy-mode", "cluster", "--num-executors", "2"));
        all.addAll(List.of("--executor-cores", "1", "--conf", "spark.executor.memoryOverhead=1g"));
        // in place of an upload
        List<String> local = jars.stream()
                .map(jar -> "local:" + new File(jar).toURI().getRawPath())
                .toList();
        all.addAll(List.of("--conf", "spark.yarn.jars=" + String.join(",", local)));
        all.addAll(options);
        return submission.submit(all, arguments, Map.of("HADOOP_CONF_DIR", hadoop.toString()));
    }

    /** Returns the output so far of the containers of all applications. */
    public String containerLogs() throws IOException {
        return Submission.logs(cluster.getTestWorkDir().toPath(), ".*/container_[^/]*/std(err|out)");
    }

    @Override
    public void close() {
        cluster.stop();
    }
}
