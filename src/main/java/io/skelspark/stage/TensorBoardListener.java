package io.skelspark.stage;

import io.skelspark.cluster.TensorBoardLog;
import io.skelspark.train.TrainListener;

/** Writes loss, accuracy, rate and times as curves for TensorBoard. */
final class TensorBoardListener implements TrainListener {
    private final TensorBoardLog log;

    TensorBoardListener(TensorBoardLog log) {
        this.log = log;
    }

    @Override
    public void step(Step step) {
        log.scalar("train/loss", step.loss(), step.globalIteration());
        log.scalar("train/top1", step.top1(), step.globalIteration());
        log.scalar("train/lr", step.learningRate(), step.globalIteration());
        log.scalar("time/step", step.stepSeconds(), step.globalIteration());
        log.scalar("time/data", step.dataSeconds(), step.globalIteration());
    }

    @Override
    public void epoch(Epoch epoch) {
        log.scalar("val/top1", epoch.top1(), epoch.epoch());
        log.scalar("val/top5", epoch.top5(), epoch.epoch());
        log.scalar("val/mean1", epoch.meanClass(), epoch.epoch());
    }

    @Override
    public void end() {
        log.close();
    }
}
