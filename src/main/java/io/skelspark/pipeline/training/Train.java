package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.cluster.LostRankException;
import io.skelspark.cluster.RankException;
import io.skelspark.cluster.RankSettings;
import io.skelspark.cluster.RankStage;
import io.skelspark.cluster.StopSignal;
import io.skelspark.cluster.device.ExecutorPool;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.DamageCheck;
import io.skelspark.pipeline.ManifestCheck;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.CodeVersion;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.TrainSettings;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
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

/**
 * Trains one stream: one long-lived barrier stage, one rank for each executor or GPU.
 *
 * <p>Whatever ends a stage early, a lost executor, a rank that hangs or a lost driver, there is one way on: take the newest
 * sound checkpoint and start a new stage on the executors that are there. Only who does so differs: this class after it
 * has lost a rank, the next command line after it was lost itself.
 */
public final class Train {
    private static final Logger LOG = LoggerFactory.getLogger(Train.class);

    /** What happens where the run's folder holds a checkpoint. */
    public enum Start {
        /** The run goes on behind it. */
        RESUME,
        /** The run starts anew and replaces it. */
        FRESH
    }

    /** How a run came to its end. */
    public enum Outcome {
        /** It has all its epochs. */
        FINISHED,
        /** It was asked to stop and left a checkpoint to go on from. */
        STOPPED
    }

    /** Longest wait for the executors to register. */
    private static final Duration STARTUP = Duration.ofMinutes(2);

    /** Longest wait for the cluster to replace a lost executor before the run goes on with fewer. */
    private static final Duration REPLACEMENT = Duration.ofMinutes(1);

    /** The executors are taken for complete when none has joined for so long. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final RunConfig config;
    private final JavaSparkContext spark;
    private final RunFolder run;
    private final Network network;
    private final PhaseTimer phases;
    private int executorCount;

    private Train(SparkSession session, RunConfig config) {
        this.config = config;
        spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        run = new RunFolder(config.runDir(), spark.hadoopConfiguration());
        network = config.network();
        phases = new PhaseTimer(spark, "train", title());
    }

    /**
     * Runs to the last epoch of the settings, or until the process receives a SIGTERM; a run that is there already is left
     * as it is.
     *
     * @throws ConfigError if the settings fit neither the prepared set nor the run that is to go on
     * @throws RankException if a rank fails, or ranks are lost again and again
     * @throws IOException if there is no prepared set, or too much of it is damaged
     */
    public static Outcome run(SparkSession session, RunConfig config, Start start) throws IOException {
        Train train = new Train(session, config);
        if (start == Start.FRESH) {
            train.run.clear();
        }
        return train.toTheEnd();
    }

    private Outcome toTheEnd() throws IOException {
        PreparedSet whole = PreparedSet.read(config.dataset().path(), hadoop());
        ManifestCheck.check(config, whole.manifest());
        PreparedSet set = phases.run(DamageCheck.PHASE, () -> DamageCheck.run(spark, config.dataset(), whole));
        RunIdentity recipe = RunIdentity.of(config, set);
        int epochs = config.training().recipe().epochs();
        Restarts restarts = new Restarts(config.training().maxRestarts());
        try (StopSignal signal = StopSignal.listen()) {
            while (true) {
                RunFolder.Stored start = start(recipe);
                if (start.checkpoint().epoch() >= epochs) {
                    LOG.info("{} is trained to epoch {} already; --fresh trains it anew", run, epochs);
                    return Outcome.FINISHED;
                }
                try {
                    boolean finished = attempt(start, set, signal) >= epochs;
                    LOG.info("{} {}: all of it lies in {}", finished ? "trained" : "stopped", title(), run);
                    return finished ? Outcome.FINISHED : Outcome.STOPPED;
                } catch (LostRankException lost) {
                    restarts.note(lost, start.checkpoint().progress());
                    LOG.warn("{}; starting again from the newest checkpoint", firstLine(lost));
                }
            }
        }
    }

    /** One stage of ranks, from a checkpoint to the end of the run or to its stop; returns the finished epochs. */
    private int attempt(RunFolder.Stored start, PreparedSet set, StopSignal signal) {
        ExecutorPool.restored(spark, executorCount, REPLACEMENT);
        ExecutorPool executors = ExecutorPool.settled(spark, QUIET, STARTUP);
        executorCount = executors.count();
        int ranks = ranks(executors);
        int threads = Math.max(1, executors.cores() * executors.count() / Math.max(ranks, executors.count()));
        logRecipe(ranks, threads);
        LOG.info(
                "training {} from {} behind {}",
                title(),
                start.name(),
                start.checkpoint().progress());
        RankSettings cluster = new RankSettings(
                ranks,
                config.training().allReduce(),
                config.training().device(),
                config.training().timeout(),
                STARTUP);
        RankTrainer trainer =
                new RankTrainer(config, start.name(), set, threads, new SerializableConfiguration(hadoop()));
        return phases.run(ranks + " rank(s) behind " + start.checkpoint().progress(), () -> RankStage.run(
                        spark, cluster, trainer, LOG::info, signal::received)
                .get(0));
    }

    /** The checkpoint that the run goes on from; a new run gets one of its first weights. */
    private RunFolder.Stored start(RunIdentity recipe) throws IOException {
        Optional<RunFolder.Stored> newest = run.newest(network.layout());
        if (newest.isPresent()) {
            Checkpoint checkpoint = newest.get().checkpoint();
            recipe.check(config.runDir(), checkpoint);
            if (!RunIdentity.isImported(checkpoint)) {
                return newest.get();
            }
            // from here on it is a run of this recipe, on this set
            Map<String, String> provenance = new LinkedHashMap<>(checkpoint.provenance());
            provenance.putAll(provenance(recipe));
            return first(checkpoint.with(provenance));
        }
        ModelState state = InitialWeights.of(config, hadoop());
        float[] momentum = new float[state.parameters().length];
        return first(new Checkpoint(state, momentum, 0, -1, provenance(recipe)));
    }

    private RunFolder.Stored first(Checkpoint checkpoint) {
        run.writeText("config.conf", config.resolved());
        run.save(checkpoint);
        return run.newest(network.layout()).orElseThrow();
    }

    private Map<String, String> provenance(RunIdentity recipe) {
        Map<String, String> provenance = new LinkedHashMap<>(recipe.entries());
        provenance.put("config", config.resolved());
        provenance.put("seed", Long.toString(config.training().recipe().seed()));
        provenance.put("code-version", CodeVersion.text());
        return provenance;
    }

    /** The ranks of the settings, or as many as the executors have room for and the replicas allow. */
    private int ranks(ExecutorPool executors) {
        if (config.training().ranks() > 0) {
            return config.training().ranks();
        }
        return Math.min(
                Integer.highestOneBit(config.training().device().places(executors)),
                config.training().recipe().batching().replicas());
    }

    private void logRecipe(int ranks, int threads) {
        TrainSettings recipe = config.training().recipe();
        LOG.info(
                "training {}: {} parameters, {} replicas of {} samples on {} rank(s) of {} thread(s)",
                title(),
                network.layout().parameterSize(),
                recipe.batching().replicas(),
                recipe.batching().batchPerReplica(),
                ranks,
                threads);
        LOG.info(
                "learning rate {} for a global batch of {} ({} for {})",
                recipe.optimization().learningRate(),
                recipe.batching().globalBatch(),
                config.training().baseLearningRate(),
                config.training().baseBatch());
    }

    private Configuration hadoop() {
        return spark.hadoopConfiguration();
    }

    /** Without the stack of the rank, which its own log has. */
    private static String firstLine(LostRankException lost) {
        return String.valueOf(lost.getMessage()).lines().findFirst().orElse("a rank was lost");
    }

    private String title() {
        return config.name() + " " + config.feature().key();
    }
}
