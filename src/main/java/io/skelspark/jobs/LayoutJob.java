package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.config.LayoutConfig;
import io.skelspark.config.LayoutText;
import io.skelspark.picture.LayoutPicture;
import io.skelspark.skeleton.Layout;
import io.skelspark.storage.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints and draws a layout. */
@Command(
        name = "layout",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a layout with all its lists, as a file of its own, and draws it.",
            "A file needs name, joints, center and inward alone: the other lists are made of edges and names, and "
                    + "printed here. The picture shows the joints with their indices, the person's left side in blue, "
                    + "limbs that are no edges dashed. Needs no Spark and no data."
        },
        footer = {"", "Example: skelspark layout body25 --to body25.png"})
final class LayoutJob implements Callable<Integer> {
    private static final String ENDING = ".png";

    @Parameters(
            index = "0",
            paramLabel = "LAYOUT",
            description = "Name of a layout, see skelspark layouts, or a file that ends in .conf.")
    private String name = "";

    @Option(
            names = "--to",
            paramLabel = "FILE.png",
            description = "Also draw the layout there, on any Hadoop file system.")
    private Optional<String> picture = Optional.empty();

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Layout layout = layout();
        if (picture.isPresent()) {
            draw(layout, picture.get());
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(LayoutText.of(layout));
        out.flush();
        return ExitCode.OK;
    }

    private Layout layout() {
        try {
            return LayoutConfig.load(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Draws first, and says so beside the text, which may go to a file. */
    private void draw(Layout layout, String target) throws IOException {
        if (!target.endsWith(ENDING)) {
            throw new ConfigError("--to " + target + ", expected a file that ends in " + ENDING);
        }
        Configuration hadoop = SparkDriver.hadoop();
        Path file = new Path(target);
        overwrite.existing().check(file, hadoop);
        AtomicFile.write(file, LayoutPicture.of(layout.name(), layout).bytes(), hadoop);
        command.commandLine().getErr().println("wrote " + target);
    }
}
