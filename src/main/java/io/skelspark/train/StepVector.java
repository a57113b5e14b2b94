package io.skelspark.train;

import io.skelspark.evaluate.Scores;
import io.skelspark.evaluate.TopKAccuracy;
import io.skelspark.train.network.Replica;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient and the counts of a step in one float array, so that a single all-reduce sums both.
 *
 * <p>Each replica fills a vector of its own. The vectors are summed into the first one, over the replicas of a rank and
 * then over the ranks, and its gradient is averaged in place.
 */
final class StepVector {
    /** Sums of the loss, top-1 hits, top-5 hits, samples, seconds spent on data, and stop requests. */
    private static final int COUNTS = 6;

    private static final TopKAccuracy TOP1 = new TopKAccuracy(1);
    private static final TopKAccuracy TOP5 = new TopKAccuracy(5);

    private final float[] values;
    private final int parameters;

    /** The gradient of a pass after the first. */
    private final float[] further;

    private double loss;

    /**
     * Creates a vector of zeros.
     *
     * @param parameters number of the network's parameters
     * @param passes number of passes that are added up
     */
    StepVector(int parameters, int passes) {
        this.parameters = parameters;
        values = new float[parameters + COUNTS];
        further = new float[passes > 1 ? parameters : 0];
    }

    /** Returns the whole vector, which is shared: the gradient first, one value per parameter, then the counts. */
    float[] values() {
        return values;
    }

    /**
     * Returns a view of the gradient that a pass writes, one value per parameter.
     *
     * @param number of the pass, from 0; the first one starts the vector over
     */
    FloatBuffer gradient(int number) {
        return number == 0 ? FloatBuffer.wrap(values, 0, parameters).slice() : FloatBuffer.wrap(further);
    }

    /**
     * Adds one pass of a replica, whose gradient is written already.
     *
     * @param number of the pass, from 0; the first one starts the vector over
     * @param share of the replica's samples that the pass has; gradients and losses are weighted by it
     */
    void add(int number, double share, Replica.Pass pass, int[] labels, double dataSeconds) {
        if (number == 0) {
            loss = 0;
            Arrays.fill(values, parameters, values.length, 0);
        }
        for (int i = 0; i < parameters && (number > 0 || share < 1); i++) {
            values[i] = number == 0 ? (float) share * values[i] : values[i] + (float) share * further[i];
        }
        loss += share * pass.loss();
        int top1 = 0;
        int top5 = 0;
        if (Double.isFinite(pass.loss())) {
            for (Scores scores : Scores.rows(pass.logits(), labels)) {
                top1 += TOP1.hit(scores) ? 1 : 0;
                top5 += TOP5.hit(scores) ? 1 : 0;
            }
        }
        values[parameters] = (float) loss;
        values[parameters + 1] += top1;
        values[parameters + 2] += top5;
        values[parameters + 3] += labels.length;
        values[parameters + 4] += (float) dataSeconds;
    }

    /** Returns the loss of this replica's own samples, also after the vector has been summed. */
    double loss() {
        return loss;
    }

    /** Sums the vectors into the first one and returns it; the others are left with partial sums. */
    static StepVector sum(List<StepVector> vectors) {
        PairwiseSum.into(vectors.stream().map(StepVector::values).toList());
        return vectors.get(0);
    }

    /** Adds the request of this rank to end the run. */
    void requestStop() {
        values[parameters + 5] = 1;
    }

    /** Reads the counts of a vector that was summed over that many replicas. */
    StepCounts counts(int replicas) {
        float samples = values[parameters + 3];
        return new StepCounts(
                values[parameters] / replicas,
                values[parameters + 1] / samples,
                values[parameters + 2] / samples,
                values[parameters + 4] / replicas,
                values[parameters + 5] > 0);
    }

    /** Turns the sum of gradients into their mean, in place. This is exact: the number of replicas is a power of two. */
    void average(int replicas) {
        float scale = 1f / replicas;
        for (int i = 0; i < parameters; i++) {
            values[i] *= scale;
        }
    }
}
