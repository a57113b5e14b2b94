package io.skelspark.jobs;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Layout;
import io.skelspark.storage.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the layouts. */
@Command(
        name = "layouts",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the layouts of skeletons: those of Skelspark, and yours in conf/layout.",
            "dataset.layout takes a name of the list or the path of a file. Yours are those in conf/layout of the "
                    + "working folder that are no part of Skelspark. Needs no Spark and no data."
        },
        footer = {"", "Example: skelspark layouts"})
final class LayoutsJob implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("name", "from", "centre", "joints", "pairs")));
        LayoutConfig.names().forEach(name -> rows.add(row(LayoutConfig.load(name), "Skelspark")));
        List<String> faults = new ArrayList<>();
        for (String file : LayoutConfig.ownFiles()) {
            try {
                rows.add(row(LayoutConfig.load(file), file));
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(TextTable.aligned(rows, 3));
        out.flush();
        faults.forEach(command.commandLine().getErr()::println);
        return faults.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static List<String> row(Layout layout, String from) {
        return List.of(
                layout.name(),
                from,
                layout.center() + " " + layout.joints().get(layout.center()),
                Integer.toString(layout.size()),
                Integer.toString(layout.jointSides().left().size()));
    }
}
