package io.skelspark.pipeline.scoring;

import io.skelspark.storage.Existing;

/**
 * What an evaluation may do that makes its figures something else than the accuracy of a run.
 *
 * @param otherSettings whether a run is scored under settings that it was not trained with
 * @param trainingClips whether clips are scored that the run was trained on
 * @param report what happens to a report of other settings
 */
public record EvaluationRules(boolean otherSettings, boolean trainingClips, Existing report) {
    /** Allows nothing of it. */
    public static final EvaluationRules STRICT = new EvaluationRules(false, false, Existing.REFUSE);
}
