package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import java.nio.file.FileAlreadyExistsException;
import picocli.CommandLine.ExitCode;

/**
 * The message and the exit code that a failed job ends with. This is the one place that turns an exception into what a
 * person reads.
 *
 * @param message one line: what was found, what was expected, how to fix it
 * @param exitCode {@link ExitCode#USAGE} if other arguments or settings fix it, else {@link ExitCode#SOFTWARE}
 */
record JobFailure(String message, int exitCode) {
    static JobFailure of(Exception failure) {
        if (failure instanceof ConfigError || failure instanceof FileAlreadyExistsException) {
            return new JobFailure(String.valueOf(failure.getMessage()), ExitCode.USAGE);
        }
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause.getMessage() == null || cause.getMessage().contains("Exception:"))) {
            cause = cause.getCause();
        }
        return new JobFailure(cause.getMessage() == null ? cause.toString() : cause.getMessage(), ExitCode.SOFTWARE);
    }

    /** Returns whether the stack trace helps. It does not for wrong arguments and settings. */
    boolean isUsage() {
        return exitCode == ExitCode.USAGE;
    }
}
