package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.storage.FileFault;
import io.skelspark.storage.PlainText;
import java.io.FileNotFoundException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import picocli.CommandLine.ExitCode;

/**
 * The message and the exit code that a failed job ends with. This is the one place that turns an exception into what a
 * person reads.
 *
 * @param message one line: what was found, what was expected, how to fix it
 * @param exitCode {@link ExitCode#USAGE} if other arguments or settings fix it, else {@link ExitCode#SOFTWARE}
 */
record JobFailure(String message, int exitCode) {
    private static final String DISK_FULL = "No space left on device";

    /** What stands before the reason in the text of a Spark job that failed without a cause. */
    private static final Pattern LOST_TASK = Pattern.compile("Lost task [^:]*: ([^\\n]+)");

    /** What stands in the text of a Spark job that failed while it wrote a table. */
    private static final Pattern WRITTEN_TABLE = Pattern.compile("while writing rows to (\\S+?)\\.?(?:\\s|$)");

    private static final Pattern TRACE = Pattern.compile("\\n\\s+at |\\nCaused by: ");

    private static final Pattern CLASS = Pattern.compile("(?<=^|: )(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error): ");

    /** Starts of the names of code that writes what a Spark job keeps for itself. */
    private static final List<String> SCRATCH = List.of(
            "org.apache.spark.storage.",
            "org.apache.spark.shuffle.",
            "org.apache.spark.util.collection.",
            "org.apache.spark.util.Utils$.fetchFile");

    /** Shows control characters, which keys, ids and paths may hold, instead of sending them to a terminal. */
    JobFailure {
        message = PlainText.lines(message);
    }

    static JobFailure of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        Optional<Throwable> usage = chain.stream()
                .filter(cause -> cause instanceof ConfigError || cause instanceof FileAlreadyExistsException)
                .findFirst();
        return usage.map(cause -> new JobFailure(text(cause), ExitCode.USAGE))
                .orElseGet(() -> new JobFailure(withoutTrace(message(chain)), ExitCode.SOFTWARE));
    }

    /** Leaves out what the text of another process has of its exception: the class and the stack trace. */
    private static String withoutTrace(String message) {
        Matcher trace = TRACE.matcher(message);
        String words = trace.find() ? message.substring(0, trace.start()) : message;
        return CLASS.matcher(words).replaceAll("").strip();
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static String message(List<Throwable> chain) {
        Throwable told = chain.stream()
                .filter(cause -> cause.getCause() == null || saysMoreThan(cause, cause.getCause()))
                .findFirst()
                .orElseThrow();
        String message = text(told);
        boolean full = chain.stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(DISK_FULL));
        if (full && chain.stream().anyMatch(JobFailure::isInSparksFiles)) {
            return message
                    + "; Spark's own files fill the disk of spark.local.dir, expected free space there: set it to a"
                    + " folder on a larger disk";
        }
        String reason = full && !message.contains(DISK_FULL) ? message + ": " + DISK_FULL : message;
        return full ? reason + placeOfTheTable(chain) : reason;
    }

    /** Returns the folder of the table that a Spark job was writing, to be added to the message of a full disk. */
    private static String placeOfTheTable(List<Throwable> chain) {
        return chain.stream()
                .map(cause -> WRITTEN_TABLE.matcher(String.valueOf(cause.getMessage())))
                .flatMap(Matcher::results)
                .map(place -> " in " + place.group(1))
                .findFirst()
                .orElse("");
    }

    /** Returns whether an exception has words of its own, rather than those of its cause. */
    private static boolean saysMoreThan(Throwable failure, Throwable cause) {
        String message = failure.getMessage();
        return message != null
                && !message.equals(cause.toString())
                && !(failure instanceof SparkException)
                && !(cause instanceof VirtualMachineError);
    }

    private static boolean isInSparksFiles(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .anyMatch(code -> SCRATCH.stream().anyMatch(code::startsWith));
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof OutOfMemoryError) {
            return "out of memory (" + message + "): give driver and executors more (spark.driver.memory,"
                    + " spark.executor.memory), or lower frames, train.batch-per-replica or test-clips";
        }
        if (cause instanceof StackOverflowError) {
            return "an input is nested too deeply; --stacktrace shows where";
        }
        if (message == null) {
            return cause.getClass().getSimpleName() + " without a reason; --stacktrace shows where";
        }
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + FileFault.reason(file);
        }
        if (cause instanceof ClassNotFoundException && message.contains("org.apache.hadoop.fs.")) {
            return message + ", expected the library of that file system on Spark's class path; give spark-submit its"
                    + " --packages, for s3a org.apache.hadoop:hadoop-aws:3.3.4";
        }
        if (cause instanceof FileNotFoundException && !message.contains(" ")) {
            return message + ": no such file or folder";
        }
        if (cause instanceof SparkException) {
            Matcher lost = LOST_TASK.matcher(message);
            return lost.find() ? lost.group(1) : message.lines().findFirst().orElse(message);
        }
        return message;
    }
}
