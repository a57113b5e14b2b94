package io.skelspark.train;

import java.util.List;

/**
 * The course of a training, as its listeners were told.
 *
 * @param steps the logged steps
 * @param validations one for each epoch that was validated
 */
public record TrainingCurves(List<LoggedStep> steps, List<LoggedValidation> validations) {
    /**
     * A logged step.
     *
     * @param iteration over all epochs, from 1
     * @param epoch from 1
     * @param learningRate of this step
     * @param loss mean over the steps since the last logged one
     * @param top1 fraction of this step's samples
     */
    public record LoggedStep(long iteration, int epoch, double learningRate, double loss, double top1) {}

    /**
     * A validation after an epoch.
     *
     * @param iteration the last logged iteration before it
     * @param epoch from 1
     * @param top1 fraction
     * @param meanClass fraction
     */
    public record LoggedValidation(long iteration, int epoch, double top1, double meanClass) {}

    /** Copies the lists. */
    public TrainingCurves {
        steps = List.copyOf(steps);
        validations = List.copyOf(validations);
    }
}
