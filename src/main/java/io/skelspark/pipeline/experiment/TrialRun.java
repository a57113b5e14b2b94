package io.skelspark.pipeline.experiment;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.config.Trial;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import io.skelspark.pipeline.scoring.ReportFolder;
import io.skelspark.pipeline.training.Train;
import io.skelspark.train.DivergedException;
import io.skelspark.train.TrainingCurves.LoggedValidation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One trial at work. What it throws is its own end, and is kept as a text; other trials go on. */
final class TrialRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);

    private final SparkSession session;
    private final Configuration hadoop;
    private final Trial trial;
    private volatile Optional<Failure> failure = Optional.empty();

    /**
     * Why a trial has no figures.
     *
     * @param reason one line
     * @param diverged whether its loss or a weight is no number, which another try does not change
     */
    record Failure(String reason, boolean diverged) {
        static Failure of(Exception thrown) {
            String reason =
                    String.valueOf(thrown.getMessage()).lines().findFirst().orElse(thrown.toString());
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof DivergedException) {
                    return new Failure(String.valueOf(cause.getMessage()), true);
                }
            }
            return new Failure(reason, false);
        }
    }

    TrialRun(SparkSession session, Trial trial) {
        this.session = session;
        this.trial = trial;
        hadoop = session.sparkContext().hadoopConfiguration();
    }

    Trial trial() {
        return trial;
    }

    /** Returns why it failed, or empty as long as it has not. */
    Optional<Failure> failure() {
        return failure;
    }

    /** Trains all streams to an epoch, one after the other; does nothing if it has failed. */
    Train.Outcome train(Train.Share share) {
        try {
            for (RunConfig stream : trial.streams()) {
                if (failure.isEmpty()
                        && Train.run(session, stream, Train.Start.RESUME, share) == Train.Outcome.STOPPED) {
                    return Train.Outcome.STOPPED;
                }
            }
        } catch (Exception failed) {
            fail(failed);
        }
        return Train.Outcome.FINISHED;
    }

    /** Scores the test split with all streams, unless the report is of these very models; does nothing if it has failed. */
    void evaluate() {
        try {
            if (failure.isEmpty() && !isEvaluated()) {
                Evaluate.run(session, trial.streams(), EvaluationRules.STRICT);
            }
        } catch (Exception failed) {
            fail(failed);
        }
    }

    private boolean isEvaluated() throws IOException {
        Optional<TrialResult> result = result();
        if (result.isEmpty()) {
            return false;
        }
        Map<String, String> models = new TreeMap<>();
        for (RunConfig stream : trial.streams()) {
            models.put(stream.feature().key(), TrainedRun.open(stream, hadoop).sha256());
        }
        return models.equals(result.get().checkpoints());
    }

    /** Returns its figures, or empty if it has none yet. */
    Optional<TrialResult> result() throws IOException {
        return TrialResult.of(new ReportFolder(trial.streams().get(0).reportDir(), hadoop));
    }

    /** Returns the mean of its streams' accuracies on the validation split after an epoch, or at their early end, or empty if one has none. */
    OptionalDouble validation(int epoch) {
        double sum = 0;
        for (RunConfig stream : trial.streams()) {
            Optional<LoggedValidation> validation = MetricsLog.read(new RunFolder(stream.runDir(), hadoop)).stream()
                    .flatMap(curves -> curves.validations().stream())
                    .filter(logged -> logged.epoch() <= epoch)
                    .reduce((earlier, later) -> later); // a run that stopped early has no later one
            if (validation.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += validation.get().top1();
        }
        return OptionalDouble.of(sum / trial.streams().size());
    }

    /** Returns the number of epochs that its streams have trained, added up. */
    int epochs() {
        return trial.streams().stream()
                .mapToInt(stream -> MetricsLog.read(new RunFolder(stream.runDir(), hadoop)).stream()
                        .mapToInt(curves -> curves.validations().size())
                        .sum())
                .sum();
    }

    private void fail(Exception failed) {
        Failure why = Failure.of(failed);
        failure = Optional.of(why);
        LOG.warn("trial {} {}: {}", trial.name(), why.diverged() ? "diverged" : "failed", why.reason());
        LOG.debug("trial {}", trial.name(), failed);
    }
}
