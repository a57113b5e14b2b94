package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.evaluate.ScoreFusion;
import io.skelspark.pipeline.scoring.FuseDumps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fuses score dumps. */
@Command(
        name = "fuse",
        mixinStandardHelpOptions = true,
        description = {
            "Fuses score dumps of export-scores and of MMAction2's --dump.",
            "Prints the accuracies of each dump and of the fusion. Dumps (.pkl) carry no ids: samples are "
                    + "matched by position, so counts and labels must agree. Needs no settings."
        },
        footer = {"", "Example: skelspark fuse joint.pkl bone.pkl --weights 1,1"})
final class FuseJob implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DUMP", description = "Dumps to read, on any Hadoop file system.")
    private List<String> dumps = new ArrayList<>();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "WEIGHT",
            description = "One weight for each dump (default: 1).")
    private List<Double> weights = new ArrayList<>();

    @Option(names = "--softmax", description = "Turn the scores of each dump from logits into probabilities first.")
    private boolean softmax;

    @Override
    public Integer call() throws IOException {
        System.out.println(FuseDumps.run(
                weighted(), softmax ? ScoreFusion.Input.SOFTMAX : ScoreFusion.Input.AS_GIVEN, SparkDriver.hadoop()));
        return ExitCode.OK;
    }

    private Map<String, Double> weighted() {
        if (!weights.isEmpty() && weights.size() != dumps.size()) {
            throw new ConfigError("--weights has " + weights.size() + " values, expected one for each of the "
                    + dumps.size() + " dumps");
        }
        weights.stream().filter(weight -> !Double.isFinite(weight)).findFirst().ifPresent(odd -> {
            throw new ConfigError("--weights has " + odd + ", expected finite numbers");
        });
        Map<String, Double> weighted = new LinkedHashMap<>();
        for (int i = 0; i < dumps.size(); i++) {
            if (weighted.put(dumps.get(i), weights.isEmpty() ? 1.0 : weights.get(i)) != null) {
                throw new ConfigError(dumps.get(i) + " is given twice, expected each dump once with its --weights");
            }
        }
        return weighted;
    }
}
