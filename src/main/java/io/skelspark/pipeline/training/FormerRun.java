package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.config.ConfigError;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.RunIdentity.Difference;
import io.skelspark.pipeline.RunIdentity.Purpose;
import io.skelspark.train.Progress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run that a folder already holds, compared with the one that is asked for.
 *
 * @param folder of the run
 * @param origin what its newest checkpoint says of itself
 */
record FormerRun(RunFolder folder, RunFolder.Origin origin) {
    private static final Logger LOG = LoggerFactory.getLogger(FormerRun.class);

    /** Reads what the folder holds; empty if it holds no checkpoint. */
    static Optional<FormerRun> in(RunFolder folder) {
        return folder.newestOrigin().map(origin -> new FormerRun(folder, origin));
    }

    /** Returns how far it has come. */
    Progress progress() {
        return origin.progress();
    }

    /** Returns whether all epochs that an identity asks for are trained. */
    private boolean hasAllEpochs(RunIdentity identity) {
        return progress().epoch() >= identity.epochs();
    }

    /**
     * Decides whether training resumes from this run. It does if both have one identity. A finished run may get more epochs.
     * A run that never finished a step has nothing to lose, so another one takes its place.
     *
     * @param now the identity of the run that is asked for
     * @return false if the new run starts over in its place
     * @throws ConfigError if this run is another one, naming each setting that differs, or holds weights without an
     *     optimiser's state
     */
    boolean resumes(RunIdentity now) {
        RunProvenance provenance = origin.provenance();
        if (provenance.awaitsTraining() && provenance.identity().isEmpty()) {
            throw new ConfigError(folder + " holds the weights of "
                    + provenance.imported().orElseThrow().file()
                    + " without an optimiser's state, expected a checkpoint of a run. Evaluate these weights, or set another"
                    + " run-dir, or pass --fresh to replace them");
        }
        Optional<RunIdentity> former = provenance.identity().flatMap(RunIdentity::parse);
        if (former.isEmpty()) {
            return startsOver("was made by a version that did not store all settings");
        }
        List<Difference> differences = former.get().differences("run", now, Purpose.WEIGHTS);
        return differences.isEmpty()
                || continues(former.get(), now, differences)
                || startsOver("has other settings: " + RunIdentity.text(differences));
    }

    private boolean continues(RunIdentity former, RunIdentity now, List<Difference> differences) {
        boolean moreEpochs = differences.size() == 1
                && differences.get(0).key().equals(RunIdentity.EPOCHS)
                && now.epochs() > former.epochs();
        if (!moreEpochs || !hasAllEpochs(former)) {
            return false;
        }
        LOG.info(
                "extending {} from {} to {} epochs; from here on the learning rate follows the schedule of {} epochs",
                folder,
                former.epochs(),
                now.epochs(),
                now.epochs());
        return true;
    }

    private boolean startsOver(String reason) {
        boolean stepped = origin.progress().epoch() > 0 || origin.progress().iteration() > 0;
        if (stepped || origin.provenance().imported().isPresent()) {
            throw new ConfigError("the run in " + folder + " " + reason
                    + ". Set another runs or run-dir, or pass --fresh to replace it");
        }
        LOG.info("the run in {} {}; it never finished a step and is replaced", folder, reason);
        return false;
    }
}
