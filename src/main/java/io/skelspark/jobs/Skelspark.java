package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.config.Secrets;
import org.apache.spark.SparkUserAppException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The main class of every {@code spark-submit}: {@code Skelspark JOB CONFIG [key=value...]}. */
@Command(
        name = "skelspark",
        mixinStandardHelpOptions = true,
        version = "Skelspark 0.1.0",
        description = "Skeleton-based action recognition, trained data-parallel on Apache Spark.",
        footer = {"", "skelspark JOB --help says more about a job."},
        subcommands = {
            PrepareJob.class,
            TrainJob.class,
            EvaluateJob.class,
            RunJob.class,
            PredictJob.class,
            DescribeJob.class,
            DoctorJob.class,
            VisualizeJob.class,
            ImportJob.class,
            ExportJob.class,
            ExportScoresJob.class,
            FuseJob.class,
            ExportAnnotationsJob.class,
            DemoSetJob.class
        })
public final class Skelspark {
    private static final Logger LOG = LoggerFactory.getLogger(Skelspark.class);

    /** Exit code of a job that SIGTERM has ended in good order; the same command goes on from where it stopped. */
    static final int STOPPED = 3;

    private Skelspark() {}

    /**
     * Exit codes: 0 done; 1 the job failed; 2 the command line or the settings are wrong; 3 stopped by SIGTERM with a
     * checkpoint.
     *
     * @throws SparkUserAppException with the exit code, in place of the exit, in a driver that YARN has started
     */
    public static void main(String[] arguments) throws SparkUserAppException {
        int code = commandLine().execute(arguments);
        if (!isYarnsDriver()) {
            // always, since a timer thread of Spark's barriers would keep the process alive
            System.exit(code);
        }
        if (code != ExitCode.OK) {
            throw new SparkUserAppException(code);
        }
    }

    /** A driver in a container of YARN's, which takes an exit for a failure, whatever its code. */
    private static boolean isYarnsDriver() {
        return "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Skelspark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Skelspark::run)
                .setExecutionExceptionHandler(Skelspark::report);
    }

    /** Paths on the command line are logged, and some are saved. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            parsed.originalArgs().forEach(argument -> Secrets.requireNone("the command line", argument));
        } catch (ConfigError secret) {
            throw new CommandLine.ParameterException(parsed.commandSpec().commandLine(), secret.getMessage(), secret);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The stack goes to the log for whoever needs it; the last line says what is wrong. */
    private static int report(Exception failure, CommandLine job, CommandLine.ParseResult parsed) {
        boolean settings = failure instanceof ConfigError;
        if (!settings) {
            LOG.error("{} failed", job.getCommandName(), failure);
        }
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause.getMessage() == null || cause.getMessage().contains("Exception:"))) {
            cause = cause.getCause();
        }
        System.err.println(
                "skelspark " + job.getCommandName() + ": " + (cause.getMessage() == null ? cause : cause.getMessage()));
        return settings ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}
