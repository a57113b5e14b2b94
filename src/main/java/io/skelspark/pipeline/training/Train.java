package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunLease;
import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.checkpoint.RunProvenance.Trained;
import io.skelspark.cluster.LostRankException;
import io.skelspark.cluster.RankException;
import io.skelspark.cluster.RankSettings;
import io.skelspark.cluster.RankStage;
import io.skelspark.cluster.StopSignal;
import io.skelspark.cluster.device.ExecutorPool;
import io.skelspark.config.ConfigError;
import io.skelspark.config.DatasetConfig;
import io.skelspark.config.RunConfig;
import io.skelspark.config.TrainConfig;
import io.skelspark.pipeline.DamageCheck;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.pipeline.ManifestCheck;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.CodeVersion;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.Progress;
import io.skelspark.train.TrainSettings;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one stream in one long-lived barrier stage of Spark, with one rank for each executor or GPU.
 *
 * <p>Whatever ends a Spark stage early, a lost executor, a rank that hangs or a lost driver, recovery is the same: take the
 * newest sound checkpoint and start a new Spark stage on the executors that are there. This class does so after it has lost
 * a rank; the next command does so after the driver was lost.
 */
public final class Train {
    private static final Logger LOG = LoggerFactory.getLogger(Train.class);

    /** The answer to "what if the run's folder holds a checkpoint". */
    public enum Start {
        /** Resumes from it. */
        RESUME,
        /** Removes it and starts over. */
        FRESH
    }

    /** The end of a run. */
    public enum Outcome {
        /** All epochs are trained, or those that were asked for. */
        FINISHED,
        /** The run was asked to stop, and left a checkpoint to resume from. */
        STOPPED
    }

    /**
     * What a run has while others train at the same time.
     *
     * @param runs number of runs that share the executors
     * @param until number of epochs after which this one ends; the same command resumes it
     * @param progress takes the lines that tell how it goes
     */
    public record Share(int runs, int until, Consumer<String> progress) {
        /** Returns all executors and all epochs. */
        static Share whole(RunConfig config) {
            return new Share(1, config.training().recipe().epochs(), LOG::info);
        }
    }

    /** Longest wait for the executors to register. */
    private static final Duration STARTUP = Duration.ofMinutes(2);

    /** Longest wait for the cluster to replace a lost executor; then the run continues with fewer. */
    private static final Duration REPLACEMENT = Duration.ofMinutes(1);

    /** The executors count as complete when none has joined for this long. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final RunConfig config;
    private final JavaSparkContext spark;
    private final RunFolder run;
    private final Network network;
    private final PhaseTimer phases;
    private final Share share;
    private int executorCount;

    /** Whether the folder holds a checkpoint of this run. */
    private boolean started;

    /** The point that the attempt started from. */
    private Progress progress = Progress.START;

    private Train(SparkSession session, RunConfig config, Share share) {
        this.config = config;
        this.share = share;
        spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        run = new RunFolder(config.runDir(), spark.hadoopConfiguration());
        network = config.network();
        phases = new PhaseTimer(spark, "train", title());
    }

    /**
     * Trains to the last epoch of the settings, or until the process receives a SIGTERM. A run that has all its epochs is
     * left as it is.
     *
     * @throws ConfigError if the settings do not fit the prepared set, Spark, or the run that should resume
     * @throws RankException if a rank fails, or ranks are lost again and again
     * @throws IOException if there is no prepared set, too much of it is damaged, or another process writes to the run
     */
    public static Outcome run(SparkSession session, RunConfig config, Start start) throws IOException {
        return run(session, config, start, Share.whole(config));
    }

    /**
     * Trains as {@link #run(SparkSession, RunConfig, Start)} does, on a part of the cluster and up to an epoch. Runs that
     * train at the same time need a thread and a name each.
     */
    public static Outcome run(SparkSession session, RunConfig config, Start start, Share share) throws IOException {
        return new Train(session, config, share).toTheEnd(start);
    }

    /**
     * Returns how many ranks of a run the cluster has room for, once all its executors have registered.
     *
     * @throws IllegalStateException if there is not room for one such run
     * @throws CancellationException if asked to stop
     */
    public static int slots(SparkSession session, RunConfig config, BooleanSupplier stop) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        ExecutorPool.settled(spark, QUIET, STARTUP, stop);
        return RankStage.awaitSlots(
                session.sparkContext(),
                rankSettings(config, Math.max(1, config.training().ranks().count())),
                stop);
    }

    private static RankSettings rankSettings(RunConfig config, int ranks) {
        TrainConfig.Ranks settings = config.training().ranks();
        return new RankSettings(ranks, settings.allReduce(), settings.device(), settings.timeout(), STARTUP);
    }

    private Outcome toTheEnd(Start from) throws IOException {
        requireRanks();
        PreparedSet whole = PreparedSet.read(config.dataset().path(), hadoop());
        ManifestCheck.check(config, whole.manifest());
        PreparedSet set = phases.run(DamageCheck.PHASE, () -> DamageCheck.ifAllowed(spark, config.dataset(), whole));
        DividedSet divided = DividedSet.of(config, set, hadoop()).requireApart(hadoop());
        LOG.info("protocol: {}", divided.protocol());
        DatasetConfig.Splits splits = config.dataset().splits();
        if (config.protocol().isOfSplits() && splits.train().equals(splits.test())) {
            LOG.warn(
                    "every clip of split {} trains and none is kept for a test; set protocol, for example"
                            + " { type = StratifiedKFold, folds = 5, fold = 0, seed = 0 }",
                    splits.train());
        }
        RunIdentity identity = RunIdentity.of(config, divided);
        Trained trained =
                new Trained(identity.text(), config.training().recipe().seed());
        Restarts restarts = new Restarts(config.training().recovery().maxRestarts());
        // the jobs of a driver that was replaced must not go on writing
        try (RunLease lease = RunLease.take(run, phases::cancel);
                StopSignal signal = StopSignal.listen()) {
            Optional<FormerRun> resumed = from == Start.FRESH
                    ? Optional.empty()
                    : FormerRun.in(run).filter(former -> former.resumes(identity));
            Optional<Progress> trainedAlready = resumed.map(FormerRun::progress).filter(this::isEnough);
            if (trainedAlready.isPresent()) {
                LOG.info("{} is trained {} already; pass --fresh to start over", run, extent(trainedAlready.get()));
                return Outcome.FINISHED;
            }
            started = resumed.isPresent();
            while (true) {
                try {
                    Progress reached = attempt(divided, trained, signal);
                    if (!isEnough(reached)) {
                        LOG.info("stopped {}: see {}", title(), run);
                        return Outcome.STOPPED;
                    }
                    LOG.info("trained {} {}: see {}", title(), extent(reached), run);
                    return Outcome.FINISHED;
                } catch (CancellationException stopped) {
                    LOG.info("stopped {} before its next step: see {}", title(), run);
                    return Outcome.STOPPED;
                } catch (RankException failed) {
                    lease.requireHeld();
                    if (!(failed instanceof LostRankException lost)) {
                        throw failed;
                    }
                    restarts.note(lost, progress);
                    LOG.warn("{}; resuming from the newest checkpoint", firstLine(lost));
                }
            }
        }
    }

    /** Checks at once, before anything is read, what the settings of Spark exclude. */
    private void requireRanks() {
        try {
            RankStage.devices(
                    spark,
                    config.training().ranks().allReduce(),
                    config.training().ranks().device());
        } catch (IllegalStateException contradiction) {
            throw new ConfigError(String.valueOf(contradiction.getMessage()), contradiction);
        }
    }

    /**
     * Runs one Spark stage from the newest checkpoint to the end of the run or its stop; returns the point that it has
     * reached.
     */
    private Progress attempt(DividedSet set, Trained trained, StopSignal signal) throws IOException {
        ExecutorPool.restored(spark, executorCount, REPLACEMENT, signal::received);
        ExecutorPool executors = ExecutorPool.settled(spark, QUIET, STARTUP, signal::received);
        executorCount = executors.count();
        int ranks = ranks(executors);
        int threads =
                Math.max(1, executors.cores() * executors.count() / Math.max(ranks * share.runs(), executors.count()));
        RankSettings cluster = rankSettings(config, ranks);
        SerializableConfiguration hadoop = new SerializableConfiguration(hadoop());
        if (!started) {
            RankReadiness readiness = new RankReadiness(config, set, hadoop);
            start(trained, () -> RankStage.run(spark, cluster, readiness, share.progress(), signal::received));
        }
        RunFolder.Stored start = run.newest(network.layout()).orElseThrow();
        progress = start.checkpoint().progress();
        run.saveSettings(config.resolved());
        logSettings(ranks, threads);
        LOG.info("training {} from {} after {}", title(), start.name(), progress);
        RankTrainer trainer = new RankTrainer(config, start.name(), trained, set, threads, share.until(), hadoop);
        return phases.run(ranks + " rank(s) after " + progress, () -> RankStage.run(
                        spark, cluster, trainer, share.progress(), signal::received)
                .get(0));
    }

    /**
     * Saves the first weights of a new run. Whatever the folder holds is removed once all ranks have said that they could
     * train.
     */
    private void start(Trained trained, PhaseTimer.Phase<List<Boolean>, RuntimeException> ready) throws IOException {
        ModelState state = InitialWeights.of(config, hadoop());
        if (!run.isEmpty()) {
            phases.run("ask all ranks", ready);
            run.clear();
        }
        run.save(new Checkpoint(
                state,
                RunProvenance.of(trained, config.resolved(), CodeVersion.text()).texts()));
        started = true;
    }

    /** Returns the ranks of the settings, or as many as the executors have room for and the replicas allow. */
    private int ranks(ExecutorPool executors) {
        if (config.training().ranks().count() > 0) {
            return config.training().ranks().count();
        }
        return Math.min(
                Integer.highestOneBit(config.training().ranks().device().places(executors)),
                config.training().recipe().batching().replicas());
    }

    /** Returns whether a run has come as far as it was asked to. */
    private boolean isEnough(Progress reached) {
        return reached.epoch() >= share.until() || config.training().recipe().isFinished(reached);
    }

    /** Says how far a run has come. */
    private String extent(Progress reached) {
        TrainSettings recipe = config.training().recipe();
        return recipe.endsEarly(reached)
                ? "to epoch " + reached.epoch() + " of " + recipe.epochs()
                        + " (early: no better validation since epoch " + reached.bestEpoch() + ")"
                : "to epoch " + reached.epoch();
    }

    private void logSettings(int ranks, int threads) {
        TrainSettings settings = config.training().recipe();
        LOG.info(
                "training {}: {} parameters, {} replicas of {} x {} samples on {} rank(s) of {} thread(s)",
                title(),
                network.layout().parameterSize(),
                settings.batching().replicas(),
                settings.batching().accumulate(),
                settings.batching().batchPerReplica(),
                ranks,
                threads);
        LOG.info(
                "learning rate {} for a global batch of {} ({} for {})",
                settings.optimization().learningRate(),
                settings.batching().globalBatch(),
                config.training().published().learningRate(),
                config.training().published().globalBatch());
    }

    private Configuration hadoop() {
        return spark.hadoopConfiguration();
    }

    /** Leaves out the stack of the rank, which is in the rank's own log. */
    private static String firstLine(LostRankException lost) {
        return String.valueOf(lost.getMessage()).lines().findFirst().orElse("a rank was lost");
    }

    private String title() {
        return config.name() + " " + config.feature().key();
    }
}
