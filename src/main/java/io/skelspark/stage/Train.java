package io.skelspark.stage;

import io.skelspark.cluster.Executors;
import io.skelspark.cluster.RankSettings;
import io.skelspark.cluster.RankStage;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.data.CodeVersion;
import io.skelspark.data.Manifest;
import io.skelspark.data.RunDirectory;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.ModelState;
import io.skelspark.train.Network;
import io.skelspark.train.TrainSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one stream: one long-lived barrier stage, one rank for each executor. */
public final class Train {
    private static final Logger LOG = LoggerFactory.getLogger(Train.class);

    /** What happens where the run's folder holds a checkpoint. */
    public enum Start {
        /** The run goes on behind it. */
        RESUME,
        /** The run starts anew and replaces it. */
        FRESH
    }

    /** Longest wait for the executors to register. */
    private static final Duration STARTUP = Duration.ofMinutes(2);

    /** The executors are taken for complete when none has joined for so long. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final RunConfig config;
    private final JavaSparkContext spark;
    private final RunDirectory run;

    private Train(SparkSession session, RunConfig config) {
        this.config = config;
        spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        run = new RunDirectory(config.runDir(), spark.hadoopConfiguration());
    }

    /**
     * Runs to the last epoch of the settings; a run that is there already is left as it is.
     *
     * @throws ConfigError if the settings fit neither the prepared set nor the run that is to go on
     * @throws IOException if there is no prepared set
     */
    public static void run(SparkSession session, RunConfig config, Start start) throws IOException {
        new Train(session, config).run(start);
    }

    private void run(Start start) throws IOException {
        Manifest manifest = Manifest.read(config.dataset().path(), hadoop());
        ManifestCheck.check(config, manifest);
        TrainSettings recipe = config.training().recipe();
        Network network = config.network();
        Executors executors = Executors.settled(spark, QUIET, STARTUP);
        int ranks = ranks(executors);
        int epoch = start(start, network, manifest, ranks);
        if (epoch >= recipe.epochs()) {
            LOG.info("{} is trained to epoch {} already; --fresh trains it anew", config.runDir(), epoch);
            return;
        }
        run.writeText("config.conf", config.resolved());
        int threads = Math.max(1, executors.cores() * executors.count() / Math.max(ranks, executors.count()));
        logRecipe(network, ranks, threads);
        spark.setJobDescription("train " + title());
        RankSettings cluster = new RankSettings(
                ranks, config.training().allReduce(), config.training().timeout(), STARTUP);
        RankStage.run(
                spark, cluster, new RankTrainer(config, threads, new SerializableConfiguration(hadoop())), LOG::info);
        LOG.info("trained {}: checkpoints, metrics and TensorBoard events lie in {}", title(), config.runDir());
    }

    /** Sees to it that the run has a checkpoint to start from, and returns the epochs it has behind it. */
    private int start(Start start, Network network, Manifest manifest, int ranks) throws IOException {
        Recipe recipe = Recipe.of(config, manifest);
        Optional<Checkpoint> last =
                start == Start.FRESH ? Optional.empty() : run.checkpoint(CheckpointStore.Kind.LAST, network.layout());
        if (last.isPresent()) {
            goOn(recipe, last.get(), ranks);
            return last.get().epoch();
        }
        ModelState state = FirstWeights.of(config, hadoop());
        float[] momentum = new float[state.parameters().length];
        run.save(CheckpointStore.Kind.LAST, new Checkpoint(state, momentum, 0, -1, provenance(recipe, ranks)));
        return 0;
    }

    private void goOn(Recipe recipe, Checkpoint last, int ranks) {
        recipe.check(config.runDir(), last);
        if (Recipe.isImported(last)) {
            // from here on it is a run of this recipe, on this set
            Map<String, String> provenance = new LinkedHashMap<>(last.provenance());
            provenance.putAll(provenance(recipe, ranks));
            run.save(
                    CheckpointStore.Kind.LAST,
                    new Checkpoint(last.state(), last.momentum(), last.epoch(), last.best(), provenance));
        }
        LOG.info("going on with {} behind epoch {}", config.runDir(), last.epoch());
    }

    private Map<String, String> provenance(Recipe recipe, int ranks) {
        Map<String, String> provenance = new LinkedHashMap<>(recipe.entries());
        provenance.put("config", config.resolved());
        provenance.put("seed", Long.toString(config.training().recipe().seed()));
        provenance.put("ranks", Integer.toString(ranks));
        provenance.put("code-version", CodeVersion.text());
        return provenance;
    }

    /** The ranks of the settings, or as many as there are executors and the replicas allow. */
    private int ranks(Executors executors) {
        if (config.training().ranks() > 0) {
            return config.training().ranks();
        }
        return Math.min(
                Integer.highestOneBit(executors.count()),
                config.training().recipe().replicas());
    }

    private void logRecipe(Network network, int ranks, int threads) {
        TrainSettings recipe = config.training().recipe();
        LOG.info(
                "training {}: {} parameters, {} replicas of {} samples on {} rank(s) of {} thread(s)",
                title(),
                network.layout().parameterSize(),
                recipe.replicas(),
                recipe.batchPerReplica(),
                ranks,
                threads);
        LOG.info(
                "learning rate {} for a global batch of {} ({} for {})",
                recipe.learningRate(),
                recipe.globalBatch(),
                config.training().baseLearningRate(),
                config.training().baseBatch());
    }

    private Configuration hadoop() {
        return spark.hadoopConfiguration();
    }

    private String title() {
        return config.name() + " " + config.feature().title();
    }
}
