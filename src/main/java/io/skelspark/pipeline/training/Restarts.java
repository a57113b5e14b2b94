package io.skelspark.pipeline.training;

import io.skelspark.cluster.LostRankException;
import io.skelspark.cluster.RankException;
import io.skelspark.train.Progress;
import org.jspecify.annotations.Nullable;

/** A limit on the restarts of a run: any number that make progress, but only a few in a row that do not. */
final class Restarts {
    private final int limit;
    private int fruitless;
    private @Nullable Progress before;

    /**
     * Creates the limit.
     *
     * @param limit restarts in a row without progress
     */
    Restarts(int limit) {
        this.limit = limit;
    }

    /**
     * Records a failure.
     *
     * @param start the progress at which the failed attempt started
     * @throws RankException if the limit is exceeded
     */
    void note(LostRankException failure, Progress start) {
        Progress last = before;
        fruitless = last != null && start.isBeyond(last) ? 1 : fruitless + 1;
        before = start;
        if (fruitless > limit) {
            throw new RankException(
                    failure.getMessage() + ". Gave up: " + limit + " restarts in a row (train.max-restarts) made no "
                            + "progress after " + start + "; run the same command again to resume from there",
                    failure);
        }
    }
}
