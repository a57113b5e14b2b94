package io.skelspark.train.schedule;

import java.io.Serializable;
import java.util.List;

/** A schedule of the learning rate as the settings give it: without the length of an epoch, which depends on the data. */
public sealed interface Schedule extends Serializable {
    /** Returns the rate of every iteration of a run. */
    LearningRate create(double base, int epochs, int iterationsPerEpoch);

    /** A schedule of half a cosine, down to {@code minimum} at the end of the run. */
    record Cosine(double minimum) implements Schedule {
        @Override
        public LearningRate create(double base, int epochs, int iterationsPerEpoch) {
            return new CosineAnnealing(base, minimum, (long) epochs * iterationsPerEpoch);
        }
    }

    /** A schedule that multiplies the rate by {@code gamma} after each of these numbers of epochs. */
    record Steps(double gamma, List<Integer> epochs) implements Schedule {
        public Steps {
            epochs = List.copyOf(epochs);
        }

        @Override
        public LearningRate create(double base, int epochCount, int iterationsPerEpoch) {
            return MultiStep.byEpoch(base, gamma, epochs, iterationsPerEpoch);
        }
    }
}
