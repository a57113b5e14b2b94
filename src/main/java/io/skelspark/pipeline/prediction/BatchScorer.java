package io.skelspark.pipeline.prediction;

import java.io.IOException;
import java.util.List;

/** Scores the batches of recordings that a {@link Watch} finds. */
@FunctionalInterface
public interface BatchScorer {
    /**
     * Scores recordings and writes the result. If the process is killed before Spark has noted the end of a batch, the same
     * batch comes again, with the same recordings: its result must replace that of the first time.
     *
     * @param recordings as {@link io.skelspark.source.SkeletonSource#files} names them
     * @param batch number of the batch, counted from 0
     * @throws IOException if the result cannot be written; the watch ends then, and scores the batch when it is started again
     */
    void score(List<String> recordings, long batch) throws IOException;
}
