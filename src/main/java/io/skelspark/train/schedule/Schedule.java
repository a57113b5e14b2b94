package io.skelspark.train.schedule;

import java.io.Serializable;
import java.util.List;

/** How the learning rate goes on, said without the length of an epoch, which only the data tells. */
public sealed interface Schedule extends Serializable {
    /** The rate of every iteration of a run. */
    LearningRate create(double base, int epochs, int iterationsPerEpoch);

    /** Half a cosine down to {@code minimum} at the end of the run. */
    record Cosine(double minimum) implements Schedule {
        @Override
        public LearningRate create(double base, int epochs, int iterationsPerEpoch) {
            return new CosineAnnealing(base, minimum, (long) epochs * iterationsPerEpoch);
        }
    }

    /** The rate times {@code gamma} after each of the epochs. */
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
