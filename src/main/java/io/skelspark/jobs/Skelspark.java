package io.skelspark.jobs;

import io.skelspark.cluster.internals.SparkInternals;
import io.skelspark.config.ConfigError;
import io.skelspark.config.Secrets;
import io.skelspark.storage.PlainText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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
            "doctor, layouts, layout, demo-set, fuse and compare need no CONFIG.",
            "No job replaces what exists unless it is given --overwrite.",
            "skelspark JOB --help describes a job."
        },
        subcommands = {
            PrepareJob.class,
            TrainJob.class,
            EvaluateJob.class,
            RunJob.class,
            SweepJob.class,
            CompareJob.class,
            PredictJob.class,
            WatchJob.class,
            ConfigJob.class,
            DescribeJob.class,
            LayoutsJob.class,
            LayoutJob.class,
            InspectJob.class,
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
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Print Java stack traces if the job fails.")
    private boolean stacktrace;

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
        Skelspark main = new Skelspark();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Skelspark::run)
                .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
                .setExecutionExceptionHandler(main::report);
    }

    /** Refuses secrets first: arguments are logged, and some are saved. The last line names the next command. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            parsed.originalArgs().forEach(argument -> Secrets.requireNone("the command line", argument));
        } catch (ConfigError secret) {
            throw new CommandLine.ParameterException(parsed.commandSpec().commandLine(), secret.getMessage(), secret);
        }
        try {
            int code = new CommandLine.RunLast().execute(parsed);
            CommandLine.ParseResult job = parsed.subcommand();
            if (code == ExitCode.OK && job != null && !job.isUsageHelpRequested() && !job.isVersionHelpRequested()) {
                CommandLine command = job.commandSpec().commandLine();
                NextCommand.after(command.getCommand()).ifPresent(command.getErr()::println);
            }
            return code;
        } catch (VirtualMachineError e) { // picocli hands on exceptions only
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
        }
    }

    /** Writes what is wrong with the command line, in one line. */
    private static int refuse(CommandLine.ParameterException wrong) {
        CommandLine job = wrong.getCommandLine();
        String name = job.getCommandSpec().qualifiedName();
        String guess = "";
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            guess = "; did you mean " + unmatched.getSuggestions().get(0) + "?";
        }
        String help = wrong.getCause() instanceof ConfigError ? "" : "; see " + name + " --help";
        String what = PlainText.line(String.valueOf(wrong.getMessage()).replaceAll("\\R\\s*", " "));
        job.getErr().println(name + ": " + what + guess + help);
        return ExitCode.USAGE;
    }

    /** Writes what is wrong as the last line, after the stack trace if it was asked for. */
    private int report(Exception exception, CommandLine job, CommandLine.ParseResult parsed) {
        JobFailure failure = JobFailure.of(exception);
        if (stacktrace) {
            exception.printStackTrace(job.getErr());
        }
        job.getErr().println("skelspark " + job.getCommandName() + ": " + PlainText.lines(failure.message()));
        return failure.exitCode();
    }
}
