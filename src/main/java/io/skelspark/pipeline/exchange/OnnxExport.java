package io.skelspark.pipeline.exchange;

import io.skelspark.config.RunConfig;
import io.skelspark.model.onnx.OnnxAxis;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.CodeVersion;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The files that an exported network consists of: the model {@code NAME.onnx}, and beside it {@code NAME.conf} with the
 * resolved settings and {@code NAME.labels.txt} with the name of a class on each line, in the order of the logits.
 */
final class OnnxExport {
    /** The ending of the model's name. */
    static final String ENDING = ".onnx";

    private final Path model;
    private final Path settings;
    private final Path labels;

    /**
     * Names the files.
     *
     * @param file path of the model
     */
    OnnxExport(String file) {
        model = new Path(file);
        String name = model.getName();
        String stem = name.substring(0, name.length() - ENDING.length());
        settings = beside(stem + ".conf");
        labels = beside(stem + ".labels.txt");
    }

    private Path beside(String name) {
        Path folder = model.getParent();
        return folder == null ? new Path(name) : new Path(folder, name);
    }

    /**
     * Writes the files, each of which readers see whole or not at all. The model comes last.
     *
     * @return a message that says what was written
     * @throws io.skelspark.config.ConfigError if the run was trained under other settings
     * @throws IOException if a file exists and must stay, or cannot be written
     */
    String write(TrainedRun run, Existing existing, Configuration hadoop) throws IOException {
        RunConfig config = run.requireSameInput().config();
        for (Path file : List.of(model, settings, labels)) {
            existing.check(file, hadoop);
        }
        byte[] network = config.network().onnx(run.checkpoint().state()).file(CodeVersion.text(), facts(run));
        AtomicFile.write(settings, text(config.resolved()), hadoop);
        AtomicFile.write(labels, text(String.join("\n", config.dataset().classes()) + "\n"), hadoop);
        AtomicFile.write(model, network, hadoop);
        return "exported the network after epoch " + run.checkpoint().epoch() + " of " + config.runDir() + " to "
                + model + ", its settings to " + settings.getName() + " and the names of its "
                + config.dataset().classes().size() + " classes to " + labels.getName() + " beside it";
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the texts that the model carries: its origin, and what its input and output mean. */
    private static SortedMap<String, String> facts(TrainedRun run) {
        RunConfig config = run.config();
        Checkpoint checkpoint = run.checkpoint();
        SortedMap<String, String> facts = new TreeMap<>(checkpoint.provenance());
        facts.put("epoch", Integer.toString(checkpoint.epoch()));
        facts.put("model-sha256", run.sha256());
        facts.put("layout", config.dataset().layout().name());
        facts.put("feature", config.feature().key());
        facts.put("view", view(config.network().inputAxes(), config.viewShapes().test()));
        facts.put("labels", String.join("\n", config.dataset().classes()));
        return facts;
    }

    /** Returns the sizes of a tested view by the names of the axes. */
    private static String view(List<OnnxAxis> axes, List<Integer> sizes) {
        return IntStream.range(0, sizes.size())
                .mapToObj(axis -> axes.get(axis + 1).name() + "=" + sizes.get(axis))
                .collect(Collectors.joining(" "));
    }
}
