package io.skelspark.train.listener;

/** A listener to the progress of training, such as a log or a curve. Only rank 0 has listeners. */
public interface TrainListener {
    /**
     * A step that is due for logging.
     *
     * @param epoch from 1
     * @param iteration within the epoch, from 1
     * @param iterations number of iterations of an epoch
     * @param globalIteration over all epochs, from 1
     * @param learningRate of this step
     * @param loss mean over the steps since the last event
     * @param top1 fraction of this step's samples
     * @param top5 fraction of this step's samples
     * @param dataSeconds mean time a replica waited for its batch in a step
     * @param stepSeconds mean time of a step
     * @param etaSeconds seconds until the last step, without validation
     */
    record StepEvent(
            int epoch,
            int iteration,
            int iterations,
            long globalIteration,
            double learningRate,
            double loss,
            double top1,
            double top5,
            double dataSeconds,
            double stepSeconds,
            double etaSeconds) {}

    /**
     * A validation after an epoch.
     *
     * @param epoch from 1
     * @param top1 fraction
     * @param top5 fraction
     * @param meanClass fraction
     * @param samples number of validated samples
     * @param seconds that the validation took
     * @param best whether top-1 is the best so far
     */
    record EpochEvent(
            int epoch, double top1, double top5, double meanClass, int samples, double seconds, boolean best) {}

    /** Called after a step that is due for logging. */
    void step(StepEvent step);

    /** Called after a validation. */
    void epoch(EpochEvent epoch);

    /** Called once, when training has ended without an error. */
    default void end() {}
}
