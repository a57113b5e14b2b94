package io.skelspark.pipeline.scoring;

import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.config.ConfigError;
import io.skelspark.config.ProtocolConfig;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.pipeline.EqualClips;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.Selection;
import io.skelspark.prepared.StoredClip;
import io.skelspark.train.CheckpointStore.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before a figure is called the accuracy of a run: the settings are those of the run, no clip of the test was
 * trained on, and every clip of the test has a score. What a user allows becomes a caution in the table.
 */
final class EvaluationChecks {
    private final SparkSession spark;
    private final DividedSet divided;
    private final PreparedSet set;
    private final EvaluationRules rules;
    private final Set<String> cautions = new LinkedHashSet<>();
    private final Set<String> duplicates = new LinkedHashSet<>();

    /** Found once for all runs. */
    private @Nullable EqualClips equal;

    EvaluationChecks(SparkSession spark, DividedSet divided, EvaluationRules rules) {
        this.spark = spark;
        this.divided = divided;
        this.set = divided.set();
        this.rules = rules;
    }

    /**
     * Checks a run before it scores.
     *
     * @return the run
     * @throws ConfigError if its settings are other ones, or clips of the test were trained on, unless the rules allow it
     * @throws IOException if the set cannot be read
     */
    TrainedRun before(TrainedRun run, RunIdentity now) throws IOException {
        run.difference(now, RunIdentity.Purpose.SCORES).ifPresent(difference -> {
            String found = "the run in " + run.folder() + " has other settings: " + difference;
            allow(
                    rules.otherSettings(),
                    found,
                    "Give the settings of the run, or train under another runs or run-dir. With --other-settings it is"
                            + " scored all the same, and the table says so");
        });
        RunConfig config = run.config();
        Selection test = divided.test();
        DividedSet asTrained = asTrained(run);
        Selection training = asTrained.training();
        long both = clipsOfBoth(test, training);
        if (both > 0) {
            allow(
                    rules.trainingClips(),
                    both + " of the " + test.clips() + " clips of " + test.title() + " are in " + training.title()
                            + ", on which the run in " + run.folder() + " was trained",
                    "Set dataset.test-split to another split, or the protocol of the run. With --training-clips they are"
                            + " scored all the same, and the table says so");
        }
        cautionOfEqualClips(config.evaluation().withoutDuplicates(), test, training);
        cautionOfChoice(run, test, asTrained.validation());
        return run;
    }

    /** Returns the set as the run saw it, by the protocol that it carries. Imported weights carry none. */
    private DividedSet asTrained(TrainedRun run) throws IOException {
        RunProvenance provenance = run.provenance();
        if (provenance.identity().isEmpty() || provenance.config().isEmpty()) {
            return divided;
        }
        try {
            return DividedSet.of(
                    ProtocolConfig.ofRun(provenance.config()),
                    set,
                    spark.sparkContext().hadoopConfiguration());
        } catch (ConfigError unfit) {
            cautions.add("which clips of this set the run in " + run.folder() + " was trained on is not known: "
                    + unfit.getMessage());
            Selection none = new Selection.Chosen("no clips", new long[0]);
            return new DividedSet(set, "unknown", none, none, none, Map.of());
        }
    }

    /** A model that is the best of its epochs on clips of the test was chosen by the test, as in most published recipes. */
    private void cautionOfChoice(TrainedRun run, Selection test, Selection validation) {
        if (run.config().evaluation().checkpoint() == SavedModel.BEST && clipsOfBoth(test, validation) > 0) {
            cautions.add("the model is that of the epoch with the best accuracy on " + validation.title()
                    + ", which is tested: it was chosen by the test. Cut clips for validation from those that train with"
                    + " protocol.val, or take evaluate.checkpoint = last");
        }
    }

    private void allow(boolean allowed, String found, String fix) {
        if (!allowed) {
            throw new ConfigError(found + ". " + fix);
        }
        cautions.add(found);
    }

    /** Counts the clips that are in both. */
    private long clipsOfBoth(Selection one, Selection other) {
        return set.table(spark)
                .select(StoredClip.ORDINAL, StoredClip.SPLITS)
                .javaRDD()
                .filter(row -> one.contains(StoredClip.ordinal(row), StoredClip.splits(row))
                        && other.contains(StoredClip.ordinal(row), StoredClip.splits(row)))
                .count();
    }

    /** Warns of clips that have the joints of a training clip under another id: the set is what it is. */
    private void cautionOfEqualClips(boolean leaveOut, Selection test, Selection training) throws IOException {
        if (equal == null) {
            equal = EqualClips.in(set, spark);
        }
        Set<String> ids = equal.ids(test, training);
        if (ids.isEmpty()) {
            return;
        }
        if (leaveOut) {
            duplicates.addAll(ids);
            requireOthers(test);
        }
        cautions.add(ids.size() + " of the " + test.clips() + " clips of " + test.title()
                + " have the joints of a clip of " + training.title() + " under another id"
                + (leaveOut
                        ? "; they are left out, and counted in the rows of all clips alone"
                        : ": evaluate.without-duplicates = true leaves them out"));
    }

    private void requireOthers(Selection test) {
        if (duplicates.size() >= test.clips()) {
            throw new ConfigError("evaluate.without-duplicates = true leaves out all " + test.clips() + " clips of "
                    + test.title()
                    + ", since each has the joints of a clip that trained; expected others. Set it to false,"
                    + " or test other clips");
        }
    }

    /** Returns the ids of the clips that the settings leave out of tables. */
    Set<String> duplicates() {
        return duplicates;
    }

    /**
     * Checks the number of scores of a stream.
     *
     * @throws IOException if it is not the number of clips of the split
     */
    void after(RunConfig stream, int scored) throws IOException {
        long clips = divided.test().clips();
        if (scored > clips || scored < clips - set.leftOut().clips()) {
            throw new IOException("stream " + stream.feature().key() + " has scores of " + scored + " clips, expected "
                    + clips + " of " + divided.test().title() + " by " + set.folder() + "/" + Manifest.FILE
                    + "; evaluate again, and if it persists prepare the set again");
        }
    }

    /** Returns what a reader of the table must know. */
    List<String> cautions() {
        return new ArrayList<>(cautions);
    }
}
