package io.skelspark.pipeline.training;

import io.skelspark.cluster.TensorBoardLog;
import io.skelspark.train.listener.TrainListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes loss, accuracy, learning rate and times as curves for TensorBoard. The metrics are stored elsewhere too, so a
 * failure ends the curves and not the training.
 */
final class TensorBoardListener implements TrainListener {
    private static final Logger LOG = LoggerFactory.getLogger(TensorBoardListener.class);

    private final TensorBoardLog log;
    private boolean broken;

    TensorBoardListener(TensorBoardLog log) {
        this.log = log;
    }

    @Override
    public void step(StepEvent step) {
        attempt(() -> {
            log.scalar("train/loss", step.loss(), step.globalIteration());
            log.scalar("train/top1", step.top1(), step.globalIteration());
            log.scalar("train/lr", step.learningRate(), step.globalIteration());
            log.scalar("time/step", step.stepSeconds(), step.globalIteration());
            log.scalar("time/data", step.dataSeconds(), step.globalIteration());
        });
    }

    @Override
    public void epoch(EpochEvent epoch) {
        attempt(() -> {
            log.scalar("val/top1", epoch.top1(), epoch.epoch());
            log.scalar("val/top5", epoch.top5(), epoch.epoch());
            log.scalar("val/mean1", epoch.meanClass(), epoch.epoch());
        });
    }

    @Override
    public void end() {
        attempt(log::close);
    }

    private void attempt(Runnable writing) {
        if (broken) {
            return;
        }
        try {
            writing.run();
        } catch (Exception e) { // BigDL's writer, in Scala, throws checked exceptions without declaring them
            broken = true;
            LOG.warn("the curves for TensorBoard end here; training continues", e);
        }
    }
}
