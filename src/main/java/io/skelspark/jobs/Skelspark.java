package io.skelspark.jobs;

import io.skelspark.cluster.internals.SparkInternals;
import io.skelspark.config.ConfigError;
import io.skelspark.config.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The main class of the launcher: {@code Skelspark JOB CONFIG [KEY=VALUE...] [--OPTION...]}. */
@Command(
        name = "skelspark",
        mixinStandardHelpOptions = true,
        version = "Skelspark 0.1.0",
        description = "Skeleton-based action recognition, trained data-parallel on Apache Spark.",
        synopsisSubcommandLabel = "JOB",
        commandListHeading = "%nJobs:%n",
        footer = {
            "",
            "Jobs take their arguments in one order: JOB CONFIG [KEY=VALUE...] [OPTIONS].",
            "doctor, demo-set and fuse need no CONFIG.",
            "No job replaces what exists unless it is given --overwrite.",
            "skelspark JOB --help describes a job."
        },
        subcommands = {
            PrepareJob.class,
            TrainJob.class,
            EvaluateJob.class,
            RunJob.class,
            PredictJob.class,
            ConfigJob.class,
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

    /** The exit code of a job that SIGTERM ended after it wrote a checkpoint; the same command resumes it. */
    static final int STOPPED = 3;

    private Skelspark() {}

    /**
     * Runs a job and exits: 0 done; 1 the job failed; 2 the command line or the settings are wrong; 3 stopped by SIGTERM
     * with a checkpoint.
     *
     * @throws Exception in a driver that YARN has started, to tell it an exit code other than 0
     */
    public static void main(String[] arguments) throws Exception {
        int code = commandLine().execute(arguments);
        if (!isYarnsDriver()) {
            // always: a timer thread of Spark's barriers would keep the process alive
            System.exit(code);
        }
        if (code != ExitCode.OK) {
            throw SparkInternals.exit(code);
        }
    }

    /** Returns whether this is a driver in a YARN container, for which YARN reads every exit as a failure. */
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

    /** Refuses secrets first: arguments are logged, and some are saved. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            parsed.originalArgs().forEach(argument -> Secrets.requireNone("the command line", argument));
        } catch (ConfigError secret) {
            throw new CommandLine.ParameterException(parsed.commandSpec().commandLine(), secret.getMessage(), secret);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Writes the stack trace to the log, and what is wrong as the last line. */
    private static int report(Exception exception, CommandLine job, CommandLine.ParseResult parsed) {
        JobFailure failure = JobFailure.of(exception);
        if (!failure.isUsage()) {
            LOG.error("{} failed", job.getCommandName(), exception);
        }
        job.getErr().println("skelspark " + job.getCommandName() + ": " + failure.message());
        return failure.exitCode();
    }
}
