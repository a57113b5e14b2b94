package io.skelspark.pipeline.scoring;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.StoredClip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What must hold before a figure is called the accuracy of a run: the settings are those of the run, no clip of the test was
 * trained on, and every clip of the test has a score. What a user allows becomes a caution in the table.
 */
final class EvaluationChecks {
    private final SparkSession spark;
    private final PreparedSet set;
    private final EvaluationRules rules;
    private final Set<String> cautions = new LinkedHashSet<>();

    EvaluationChecks(SparkSession spark, PreparedSet set, EvaluationRules rules) {
        this.spark = spark;
        this.set = set;
        this.rules = rules;
    }

    /**
     * Checks a run before it scores.
     *
     * @return the run
     * @throws ConfigError if its settings are other ones, or clips of the test were trained on, unless the rules allow it
     */
    TrainedRun before(TrainedRun run, RunIdentity now) {
        run.difference(now, RunIdentity.Purpose.SCORES).ifPresent(difference -> {
            String found = "the run in " + run.folder() + " has other settings: " + difference;
            allow(
                    rules.otherSettings(),
                    found,
                    "Give the settings of the run, or train under another runs or run-dir. With --other-settings it is"
                            + " scored all the same, and the table says so");
        });
        RunConfig config = run.config();
        String test = config.dataset().splits().test();
        String training = run.provenance()
                .identity()
                .flatMap(RunIdentity::parse)
                .map(former -> former.value(RunIdentity.TRAIN_SPLIT))
                .orElse(config.dataset().splits().train());
        long both = clipsOfBoth(test, training);
        if (both > 0) {
            allow(
                    rules.trainingClips(),
                    both + " of the " + set.manifest().split(test).clips() + " clips of split " + test
                            + " are in split " + training + ", on which the run in " + run.folder() + " was trained",
                    "Set dataset.test-split to another split. With --training-clips they are scored all the same, and the"
                            + " table says so");
        }
        cautionOfEqualClips(test, training);
        return run;
    }

    private void allow(boolean allowed, String found, String fix) {
        if (!allowed) {
            throw new ConfigError(found + ". " + fix);
        }
        cautions.add(found);
    }

    /** Counts the clips that are in both splits. */
    private long clipsOfBoth(String one, String other) {
        return set.table(spark)
                .where(functions.array_contains(functions.col(StoredClip.SPLITS), one))
                .where(functions.array_contains(functions.col(StoredClip.SPLITS), other))
                .count();
    }

    /** Warns of clips that have the joints of a training clip under another id: the set is what it is. */
    private void cautionOfEqualClips(String test, String training) {
        for (Manifest.SharedClips shared : set.manifest().contents().shared()) {
            if (shared.split().equals(test) && shared.other().equals(training)) {
                cautions.add(
                        shared.clips() + " of the " + set.manifest().split(test).clips() + " clips of split " + test
                                + " have the joints of a clip of split " + training + " under another id");
            }
        }
    }

    /**
     * Checks the number of scores of a stream.
     *
     * @throws IOException if it is not the number of clips of the split
     */
    void after(RunConfig stream, int scored) throws IOException {
        String test = stream.dataset().splits().test();
        long clips = set.manifest().split(test).clips();
        if (scored > clips || scored < clips - set.leftOut().clips()) {
            throw new IOException("stream " + stream.feature().key() + " has scores of " + scored + " clips, expected "
                    + clips + " of split " + test + " by " + set.folder() + "/" + Manifest.FILE
                    + "; evaluate again, and if it persists prepare the set again");
        }
    }

    /** Returns what a reader of the table must know. */
    List<String> cautions() {
        return new ArrayList<>(cautions);
    }
}
