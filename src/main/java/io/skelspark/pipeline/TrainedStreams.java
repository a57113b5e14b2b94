package io.skelspark.pipeline;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.source.SkeletonSource;
import io.skelspark.train.network.ModelState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Trained streams that name actions together: one, or several of a fusion.
 *
 * @param streams in the order of the fusion; all have the same data set
 */
public record TrainedStreams(List<TrainedStream> streams) implements Serializable {
    /**
     * One of the streams.
     *
     * @param config its settings
     * @param state its weights
     * @param sha256 of the file of the model, in hexadecimal
     * @param weight its share in the fusion
     */
    public record TrainedStream(RunConfig config, ModelState state, String sha256, double weight)
            implements Serializable {}

    public TrainedStreams {
        streams = List.copyOf(streams);
    }

    /**
     * Opens the run of one stream.
     *
     * @throws ConfigError if it has no model yet, or was trained on other input
     */
    public static TrainedStreams open(RunConfig config, Configuration hadoop) {
        return of(TrainedRun.open(config, hadoop));
    }

    /**
     * Returns the one stream of a run.
     *
     * @throws ConfigError if it was trained on other input
     */
    static TrainedStreams of(TrainedRun run) {
        return new TrainedStreams(List.of(stream(run, 1)));
    }

    /**
     * Opens the runs of a fusion.
     *
     * @param configs the settings of each stream of the file
     * @param fusion a name under {@code evaluate.fusion}
     * @throws ConfigError if there is no such fusion, or one of its streams has no model yet or was trained on other input
     */
    public static TrainedStreams open(List<RunConfig> configs, String fusion, Configuration hadoop) {
        Map<String, Map<String, Double>> fusions = configs.get(0).evaluation().fusions();
        Map<String, Double> weights = fusions.get(fusion);
        if (weights == null) {
            throw new ConfigError(
                    "evaluate.fusion has no " + fusion + " but " + (fusions.isEmpty() ? "nothing" : fusions.keySet())
                            + ", expected the name of a fusion; add it: evaluate.fusion." + fusion
                            + "={joint=1,bone=1}");
        }
        Map<String, RunConfig> byStream = new LinkedHashMap<>();
        configs.forEach(config -> byStream.put(config.feature().key(), config));
        List<TrainedStream> streams = new ArrayList<>();
        weights.forEach((name, weight) -> {
            RunConfig config = byStream.get(name);
            if (config == null) {
                throw new ConfigError("the fusion " + fusion + " takes the stream " + name
                        + ", which is none of features = " + byStream.keySet() + "; add it, or name another fusion");
            }
            if (weight > 0) {
                streams.add(stream(TrainedRun.open(config, hadoop), weight));
            }
        });
        return new TrainedStreams(streams);
    }

    private static TrainedStream stream(TrainedRun run, double weight) {
        run.requireSameInput();
        return new TrainedStream(run.config(), run.checkpoint().state(), run.sha256(), weight);
    }

    /** Returns the settings of the first stream; all share the data set. */
    public RunConfig config() {
        return streams.get(0).config();
    }

    /** Returns the recordings that the settings name. Their labels are not read: actions are named, not tested. */
    public SkeletonSource source() {
        return config().dataset().source().withoutLabels();
    }

    /** Returns the SHA-256 of the model; of several models with their streams and weights. */
    public String model() {
        if (streams.size() == 1) {
            return streams.get(0).sha256();
        }
        return streams.stream()
                .map(stream -> stream.config().feature().key() + "*" + stream.weight() + ":" + stream.sha256())
                .collect(Collectors.joining(" + "));
    }

    /** Creates a predictor, for one thread. */
    public ActionPredictor predictor() {
        return new ActionPredictor(
                config().dataset().classes(),
                streams.stream()
                        .map(stream -> new ActionPredictor.Stream(
                                stream.config().clipScorer(ClipAverage.PROB, stream.state()), stream.weight()))
                        .toList());
    }
}
