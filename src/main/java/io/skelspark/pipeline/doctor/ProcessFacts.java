package io.skelspark.pipeline.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.skelspark.model.engine.EngineFacts;
import io.skelspark.storage.CodeVersion;
import java.io.File;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.package$;
import org.jspecify.annotations.Nullable;
import scala.util.Properties;

/**
 * The facts that decide whether and how fast a process, the driver or an executor, can train.
 *
 * @param host name of the host
 * @param code version of Skelspark
 * @param java version and vendor of the virtual machine
 * @param spark version
 * @param scala version
 * @param engine the native engine; null if it cannot be loaded
 * @param engineFailure why the engine cannot be loaded; null if it can
 * @param bigDl whether the classes of BigDL's parameter blocks are on the class path
 * @param cores number of cores that the virtual machine sees
 * @param heapBytes largest size of the Java heap
 * @param memoryBytes memory of the host, or of the container
 * @param scratch folder for temporary files: mapped clips and unpacked native libraries
 * @param scratchBytes free space there; 0 if it cannot be written
 * @param environment the variables among {@link #VARIABLES} that are set
 */
record ProcessFacts(
        String host,
        String code,
        String java,
        String spark,
        String scala,
        @Nullable EngineFacts engine,
        @Nullable String engineFailure,
        boolean bigDl,
        int cores,
        long heapBytes,
        long memoryBytes,
        String scratch,
        long scratchBytes,
        Map<String, String> environment)
        implements Serializable {
    /** Environment variables that decide the speed; libraries read them when the process starts. */
    static final List<String> VARIABLES = List.of(
            "MALLOC_ARENA_MAX",
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_",
            "GLIBC_TUNABLES",
            "OMP_NUM_THREADS");

    private static final String PARAMETER_BLOCKS =
            "com.intel.analytics.bigdl.dllib.optim.parameters.AllReduceParameter";

    /** Reads the facts of this process. */
    static ProcessFacts here() {
        EngineFacts engine = null;
        String failure = null;
        try {
            engine = EngineFacts.read();
        } catch (IllegalStateException unusable) {
            failure = unusable.getMessage();
        }
        File scratch = new File(System.getProperty("java.io.tmpdir"));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessFacts(
                hostName(),
                CodeVersion.text(),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                package$.MODULE$.SPARK_VERSION(),
                Properties.versionNumberString(),
                engine,
                failure,
                hasBigDl(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                system.getTotalMemorySize(),
                scratch.getAbsolutePath(),
                scratch.canWrite() ? scratch.getUsableSpace() : 0,
                variables());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return Objects.requireNonNullElse(unnamed.getMessage(), "unknown");
        }
    }

    private static boolean hasBigDl() {
        return ProcessFacts.class.getClassLoader().getResource(PARAMETER_BLOCKS.replace('.', '/') + ".class") != null;
    }

    private static Map<String, String> variables() {
        Map<String, String> set = new LinkedHashMap<>();
        for (String name : VARIABLES) {
            String value = System.getenv(name);
            if (value != null) {
                set.put(name, value);
            }
        }
        return set;
    }

    /** Returns the facts as texts, by their names. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("host", host);
        lines.put("Skelspark", code);
        lines.put("Java", java);
        lines.put("Spark", spark + ", Scala " + scala);
        lines.put("DJL", engine == null ? "unusable: " + engineFailure : engine.djl());
        if (engine != null) {
            lines.put("libtorch", engine.libtorch());
            lines.put("CUDA", engine.gpus() == 0 ? "none" : engine.gpus() + " device(s)");
        }
        lines.put("BigDL", bigDl ? "found" : "missing");
        lines.put("cores", Integer.toString(cores));
        lines.put("memory", gibibytes(memoryBytes) + ", Java heap at most " + gibibytes(heapBytes));
        lines.put("scratch", scratch + ", " + gibibytes(scratchBytes) + " free");
        lines.put("environment", environment.isEmpty() ? "none of " + VARIABLES : environment.toString());
        return lines;
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
