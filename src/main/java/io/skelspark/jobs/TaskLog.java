package io.skelspark.jobs;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What Spark logs of failed tasks. In one process a failed task is not tried again: its reason ends the job, which says it
 * in its last line. There these lines come with the stack traces only. On a cluster they name the executor, and stay.
 */
final class TaskLog {
    /** The launcher sets it to {@code none} unless {@code --stacktrace} is given. */
    private static final String TRACES = "SKELSPARK_TRACES";

    private static final List<String> LOGGERS = List.of(
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.sql.execution.streaming.MicroBatchExecution");

    /** {@code local[N,F]} tries a task F times. */
    private static final Pattern ONE_TRY = Pattern.compile("local(\\[[^,]*])?");

    private TaskLog() {}

    /** Switches the lines off if the last line of the job says the same. */
    static void leaveOutRepetitions(String master) {
        if (repeats(master, System.getenv().getOrDefault(TRACES, "full"))) {
            LOGGERS.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
        }
    }

    static boolean repeats(String master, String traces) {
        return traces.equals("none") && ONE_TRY.matcher(master).matches();
    }
}
