package io.skelspark.train.schedule;

import java.io.Serializable;
import java.util.List;

/** A schedule of the learning rate as the settings give it: without the length of an epoch, which depends on the data. */
public sealed interface Schedule extends Serializable {
    /**
     * Returns the rate of every iteration after the warm-up, counted from its end.
     *
     * @param base the rate of the first of them
     * @param warmup number of epochs of the warm-up
     * @param epochs number of epochs of the run, with the warm-up
     */
    LearningRate create(double base, int warmup, int epochs, int iterationsPerEpoch);

    /** A schedule of half a cosine, down to {@code minimum} at the end of the run. */
    record Cosine(double minimum) implements Schedule {
        @Override
        public LearningRate create(double base, int warmup, int epochs, int iterationsPerEpoch) {
            return new CosineAnnealing(base, minimum, (long) (epochs - warmup) * iterationsPerEpoch);
        }
    }

    /** A schedule that multiplies the rate by {@code gamma} after each of these numbers of epochs of the run. */
    record Steps(double gamma, List<Integer> epochs) implements Schedule {
        public Steps {
            epochs = List.copyOf(epochs);
        }

        @Override
        public LearningRate create(double base, int warmup, int epochCount, int iterationsPerEpoch) {
            List<Integer> left = epochs.stream().map(epoch -> epoch - warmup).toList();
            return MultiStep.byEpoch(base, gamma, left, iterationsPerEpoch);
        }
    }
}
