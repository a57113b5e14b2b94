package io.skelspark.train;

import io.skelspark.evaluate.Scores;
import io.skelspark.evaluate.TopKAccuracy;
import io.skelspark.train.network.Replica;

/**
 * What a step counts beside the gradient.
 *
 * @param loss mean over the replicas
 * @param top1 fraction of the step's samples
 * @param top5 fraction of the step's samples
 * @param dataSeconds mean over the replicas
 * @param stop whether a rank was asked to end the run
 */
record StepCounts(double loss, double top1, double top5, double dataSeconds, boolean stop) {
    /** Sums that travel behind the gradient: loss, top-1 hits, top-5 hits, samples, seconds spent on data, stops. */
    static final int SIZE = 6;

    private static final TopKAccuracy TOP1 = new TopKAccuracy(1);
    private static final TopKAccuracy TOP5 = new TopKAccuracy(5);

    /** Writes the counts of one replica's pass behind its gradient. */
    static void write(float[] gradient, int offset, Replica.Pass pass, int[] labels, double dataSeconds) {
        int top1 = 0;
        int top5 = 0;
        if (Double.isFinite(pass.loss())) {
            for (Scores scores : Scores.rows(pass.logits(), labels)) {
                top1 += TOP1.hit(scores) ? 1 : 0;
                top5 += TOP5.hit(scores) ? 1 : 0;
            }
        }
        gradient[offset] = (float) pass.loss();
        gradient[offset + 1] = top1;
        gradient[offset + 2] = top5;
        gradient[offset + 3] = labels.length;
        gradient[offset + 4] = (float) dataSeconds;
        gradient[offset + 5] = 0;
    }

    /** Adds this rank's wish to end the run to its counts. */
    static void writeStop(float[] gradient, int offset) {
        gradient[offset + 5] = 1;
    }

    /** Reads the counts that were summed over all replicas. */
    static StepCounts of(float[] sum, int offset, int replicas) {
        float samples = sum[offset + 3];
        return new StepCounts(
                sum[offset] / replicas,
                sum[offset + 1] / samples,
                sum[offset + 2] / samples,
                sum[offset + 4] / replicas,
                sum[offset + 5] > 0);
    }
}
