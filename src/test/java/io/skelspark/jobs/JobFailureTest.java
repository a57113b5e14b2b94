package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.ConfigError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class JobFailureTest {
    private static String message(Throwable failure) {
        return JobFailure.of(failure).message();
    }

    @Test
    void settingsAndArgumentsAreUsageHoweverDeepTheyLie() {
        JobFailure wrapped = JobFailure.of(new SparkException("Job aborted", new ConfigError("frames is 0")));

        assertThat(wrapped).isEqualTo(new JobFailure("frames is 0", 2));
        assertThat(JobFailure.of(new FileAlreadyExistsException("out", null, "exists already")))
                .isEqualTo(new JobFailure("out: exists already", 2));
        assertThat(JobFailure.of(new IOException("torn")).exitCode()).isEqualTo(1);
    }

    @Test
    void keepsTheWordsOfTheOutermostExceptionThatHasSome() {
        IOException cause = new IOException("torn");

        assertThat(message(new IOException("part-1 is damaged (java.io.EOFException: null); prepare again", cause)))
                .isEqualTo("part-1 is damaged (java.io.EOFException: null); prepare again");
        assertThat(message(new UncheckedIOException(cause))).isEqualTo("torn");
        assertThat(message(new SparkException("Job aborted due to stage failure: java.io.IOException: torn", cause)))
                .isEqualTo("torn");
    }

    /** Keys, ids and paths may hold anything, and a terminal acts on some of it. */
    @Test
    void showsControlCharactersInsteadOfSendingThem() {
        assertThat(message(new ConfigError("run\u001b[2J\rdir is unknown,\n\texpected run-dir")))
                .isEqualTo("run\\u001b[2J\\rdir is unknown,\n\texpected run-dir");
    }

    @Test
    void takesTheReasonOutOfASparkJobWithoutACause() {
        String text =
                "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent failure: Lost task"
                        + " 0.3 in stage 3.0 (TID 7) (host executor 1): java.io.IOException: a.jsonl is torn\n\tat a.b.C(C.java:1)";

        assertThat(message(new SparkException(text))).isEqualTo("a.jsonl is torn");
    }

    @Test
    void leavesOutTheTraceInTheTextOfARank() {
        String text =
                "rank 0 of 1: java.io.IOException: part-1 is damaged\n\tat a.b.C(C.java:1)\nCaused by: java.io.EOFException";

        assertThat(message(new IllegalStateException(text))).isEqualTo("rank 0 of 1: part-1 is damaged");
    }

    @Test
    void leavesOutTheClassesOfExceptionsInsideOneAnother() {
        String text = "rank 0 of 1: java.lang.IllegalStateException: java.io.IOException: part-1 is damaged";

        assertThat(message(new IllegalStateException(text))).isEqualTo("rank 0 of 1: part-1 is damaged");
    }

    @Test
    void saysTheReasonThatTheClassOfAnExceptionIs() {
        assertThat(message(new NoSuchFileException("/data/a"))).isEqualTo("/data/a: no such file or folder");
        assertThat(message(new FileNotFoundException("/data/a"))).isEqualTo("/data/a: no such file or folder");
        assertThat(message(new AccessDeniedException("/data/a"))).startsWith("/data/a: permission denied");
        assertThat(message(new IllegalStateException()))
                .isEqualTo("IllegalStateException without a reason; --stacktrace" + " shows where");
    }

    @Test
    void namesTheDiskThatIsFull() {
        IOException full = new IOException("No space left on device");
        assertThat(message(new IOException("cannot write runs/last.safetensors", full)))
                .isEqualTo("cannot write runs/last.safetensors: No space left on device");
        full.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.apache.spark.storage.DiskBlockObjectWriter", "write", "", 1)
        });
        assertThat(message(new SparkException("Job aborted", full)))
                .startsWith("No space left on device; Spark's own files fill the disk of spark.local.dir");
    }

    @Test
    void namesTheDiskThatIsFullWhereSparkUnpacksTheProgram() {
        IOException full = new IOException("No space left on device");
        full.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.io.FileOutputStream", "write", "", 1),
            new StackTraceElement("org.apache.spark.util.Utils$", "fetchFile", "", 1),
            new StackTraceElement("org.apache.spark.executor.Executor", "updateDependencies", "", 1)
        });

        assertThat(message(full)).contains("expected free space there: set it to a folder on a larger disk");
    }

    @Test
    void saysThatAFileSystemIsMissing() {
        ClassNotFoundException missing =
                new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found");

        assertThat(message(new RuntimeException(missing.toString(), missing)))
                .isEqualTo("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found, expected the library of that file"
                        + " system on Spark's class path; give spark-submit its --packages, for s3a"
                        + " org.apache.hadoop:hadoop-aws:3.3.4");
    }

    @Test
    void namesTheTableThatFillsADisk() {
        IOException full = new IOException("No space left on device");
        SparkException task = new SparkException(
                "[TASK_WRITE_FAILED] Task failed while writing rows to file:/set/data-1/clips.", full);
        assertThat(message(new SparkException("Job aborted", task)))
                .isEqualTo("No space left on device in file:/set/data-1/clips");
    }

    @Test
    void errorsOfTheVirtualMachineAreMessages() {
        assertThat(message(new OutOfMemoryError("Java heap space")))
                .startsWith("out of memory (Java heap space): give");
        assertThat(message(new RuntimeException("a", new StackOverflowError()))).contains("nested too deeply");
    }
}
