package io.skelspark.train.listener;

/** Is told how training goes: logs, curves. Only rank 0 has listeners. */
public interface TrainListener {
    /**
     * A step that is due for logging.
     *
     * @param epoch from 1
     * @param iteration within the epoch, from 1
     * @param iterations of an epoch
     * @param globalIteration over all epochs, from 1
     * @param learningRate of this step
     * @param loss mean over the steps since the last event
     * @param top1 fraction of this step's samples
     * @param top5 fraction of this step's samples
     * @param dataSeconds mean time a replica waited for its batch in a step
     * @param stepSeconds mean time of a step
     * @param etaSeconds until the last step, validation not counted
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
     * @param samples validated
     * @param seconds the validation took
     * @param best whether top-1 is the best so far
     */
    record EpochEvent(
            int epoch, double top1, double top5, double meanClass, int samples, double seconds, boolean best) {}

    /** After a step that is due for logging. */
    void step(StepEvent step);

    /** After a validation. */
    void epoch(EpochEvent epoch);

    /** Once, when training has ended well. */
    default void end() {}
}
