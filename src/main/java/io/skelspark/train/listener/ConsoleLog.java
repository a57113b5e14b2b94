package io.skelspark.train.listener;

import java.util.Locale;
import java.util.function.Consumer;

/** A listener that writes progress as lines for a person. */
public final class ConsoleLog implements TrainListener {
    private final String title;
    private final int epochs;
    private final Consumer<String> console;

    /**
     * Creates the log of one run.
     *
     * @param title name of what is trained, for example {@code demo joint}
     * @param epochs number of epochs of the run
     * @param console shows the lines
     */
    public ConsoleLog(String title, int epochs, Consumer<String> console) {
        this.title = title;
        this.epochs = epochs;
        this.console = console;
    }

    @Override
    public void step(StepEvent step) {
        console.accept(format(
                "%s: epoch %d/%d iteration %d/%d  lr %.3e  loss %.4f  top1 %.3f  data %.3f s  step %.3f s  eta %s",
                title,
                step.epoch(),
                epochs,
                step.iteration(),
                step.iterations(),
                step.learningRate(),
                step.loss(),
                step.top1(),
                step.dataSeconds(),
                step.stepSeconds(),
                clock(step.etaSeconds())));
    }

    @Override
    public void epoch(EpochEvent epoch) {
        console.accept(format(
                "%s: epoch %d/%d validated on %d samples in %.1f s  top1 %.4f  top5 %.4f  mean class %.4f%s",
                title,
                epoch.epoch(),
                epochs,
                epoch.samples(),
                epoch.seconds(),
                epoch.top1(),
                epoch.top5(),
                epoch.meanClass(),
                epoch.best() ? "  (best)" : ""));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
