package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.LoadReport;
import io.skelspark.checkpoint.ModelFile;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.config.TrainConfig;
import io.skelspark.storage.InputFile;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The weights of a new run: random ones, or those of a trained model, with a new head if the classes differ. */
final class InitialWeights {
    private static final Logger LOG = LoggerFactory.getLogger(InitialWeights.class);
    private static final String HEAD = "cls_head.";

    private InitialWeights() {}

    /**
     * Returns the weights that the settings name.
     *
     * @throws ConfigError if the file of train.load-from does not exist, saying where to fetch it
     * @throws IOException if that file is damaged, or differs from the network in more than its head,
     *     listing every name that differs
     */
    static ModelState of(RunConfig config, Configuration hadoop) throws IOException {
        Network network = config.network();
        ModelState state = network.initialise(config.training().recipe().seed());
        String file = config.training().initial().path();
        if (file.isEmpty()) {
            return state;
        }
        LoadReport report = LoadReport.load(read(config.training(), hadoop).state(), state);
        LoadReport body = part(report, name -> !name.startsWith(HEAD));
        if (!body.complete()) {
            throw new IOException("train.load-from = " + file + " does not fit the network below its head: " + body
                    + ". Expected a checkpoint of the same network: compare the keys of model and dataset.layout");
        }
        LoadReport head = part(report, name -> name.startsWith(HEAD));
        LOG.info("starting from the weights of {}; head: {}", file, head.complete() ? "its own" : "new, " + head);
        return state;
    }

    private static ModelFile read(TrainConfig training, Configuration hadoop) throws IOException {
        Path path = new Path(training.initial().path());
        if (InputFile.find(path, hadoop).isEmpty()) {
            throw new ConfigError(
                    "train.load-from names " + path.getFileSystem(hadoop).makeQualified(path)
                            + ", which does not exist. Fetch " + path.getName() + " from "
                            + training.initial().publisher()
                            + " and put it there, or set train.load-from to its place");
        }
        return ModelFile.read(training.initial().path(), hadoop);
    }

    private static LoadReport part(LoadReport report, Predicate<String> names) {
        List<LoadReport.Misshaped> misshaped = report.misshaped().stream()
                .filter(tensor -> names.test(tensor.name()))
                .toList();
        return new LoadReport(
                report.missing().stream().filter(names).toList(),
                report.unexpected().stream().filter(names).toList(),
                misshaped);
    }
}
