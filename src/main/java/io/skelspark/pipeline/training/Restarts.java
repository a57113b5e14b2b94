package io.skelspark.pipeline.training;

import io.skelspark.cluster.LostRankException;
import io.skelspark.cluster.RankException;
import io.skelspark.train.Progress;
import org.jspecify.annotations.Nullable;

/** How often a run may start again: as often as it comes further each time, else a few times in a row. */
final class Restarts {
    private final int limit;
    private int fruitless;
    private @Nullable Progress before;

    /** @param limit restarts in a row that do not come further */
    Restarts(int limit) {
        this.limit = limit;
    }

    /**
     * Notes a failure.
     *
     * @param start where the failed attempt had started
     * @throws RankException if that was one restart too many
     */
    void note(LostRankException failure, Progress start) {
        Progress last = before;
        fruitless = last != null && start.isBeyond(last) ? 1 : fruitless + 1;
        before = start;
        if (fruitless > limit) {
            throw new RankException(
                    failure.getMessage() + ". Gave up: " + limit + " restarts in a row (train.max-restarts) came no "
                            + "further than " + start + "; the same command goes on from there",
                    failure);
        }
    }
}
