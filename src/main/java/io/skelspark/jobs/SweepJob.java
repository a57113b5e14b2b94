package io.skelspark.jobs;

import io.skelspark.config.SweepPlan;
import io.skelspark.config.Trial;
import io.skelspark.pipeline.experiment.Sweep;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains, scores and compares many runs. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Trains and scores every combination of some settings, and compares them in one table.",
            "A setting with several values varies: a list (0.05,0.1), a range of integers (0..4), or a distribution "
                    + "('log-uniform(0.01, 0.2)', sweep.draws points); or in the file, in sweep.settings. Seeds are "
                    + "repetitions: the table has mean and deviation over them. Trials train beside one another, each in "
                    + "a folder of its own below sweep.dir. Run the same command again to go on with what is missing."
        },
        footer = {"", "Example: skelspark sweep jobs/demo.conf seed=0..2 train.learning-rate=0.05,0.1"})
final class SweepJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(names = "--dry-run", description = "Print the trials and their number, and train nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SweepPlan plan = SweepPlan.load(arguments.config(), arguments.overrides());
        if (dryRun) {
            list(plan);
            return ExitCode.OK;
        }
        try (SparkSession spark = SparkDriver.session("sweep " + plan.sweep().folder())) {
            Sweep.Outcome outcome = Sweep.run(spark, plan);
            System.out.println("\n" + outcome.table());
            if (outcome.stopped()) {
                return Skelspark.STOPPED;
            }
            return outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void list(SweepPlan plan) {
        PrintWriter out = command.commandLine().getOut();
        int epochs = 0;
        for (Trial trial : plan.trials()) {
            out.println(plan.sweep().folder() + "/" + trial.name());
            epochs += trial.epochs() * trial.streams().size();
        }
        out.printf(
                "%d trials of %d stream(s), %d epochs in all; a trial takes %d rank(s)%n",
                plan.trials().size(),
                plan.trials().get(0).streams().size(),
                epochs,
                plan.sweep().ranks());
        out.flush();
    }
}
