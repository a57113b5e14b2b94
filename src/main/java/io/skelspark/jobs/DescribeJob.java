package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.model.Complexity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the stages of a network. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the stages of a network: shape, parameters and multiply-adds of one view.",
            "Multiply-adds are counted as the published FLOPs are. Needs no data."
        },
        footer = {"", "Example: skelspark describe jobs/demo.conf feature=joint model.base-channels=32"})
final class DescribeJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        RunConfig config = arguments.stream();
        Complexity complexity = config.network().complexity(config.viewShapes().test());
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                "%s: one view %s%n",
                config.name(),
                tuple(config.viewShapes().test().stream()
                        .map(Integer::longValue)
                        .toList()));
        row(out, "stage", "output", "parameters", "multiply-adds");
        for (Complexity.StageCost stage : complexity.stages()) {
            row(out, stage.name(), tuple(stage.shape()), grouped(stage.parameters()), grouped(stage.multiplyAdds()));
        }
        row(out, "total", "", grouped(complexity.parameters()), grouped(complexity.multiplyAdds()));
        out.printf(
                Locale.ROOT,
                "%.2fM parameters, %.2fG multiply-adds%n",
                complexity.parameters() * 1e-6,
                complexity.multiplyAdds() * 1e-9);
        out.flush();
        return ExitCode.OK;
    }

    private static void row(PrintWriter out, String stage, String output, String parameters, String multiplyAdds) {
        out.printf("%-18s %-20s %14s %18s%n", stage, output, parameters, multiplyAdds);
    }

    private static String tuple(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
