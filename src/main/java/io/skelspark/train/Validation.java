package io.skelspark.train;

import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.MeanClassAccuracy;
import io.skelspark.evaluate.Scores;
import io.skelspark.evaluate.TopKAccuracy;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.Mixing;
import io.skelspark.train.network.ModelState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scoring of a split with the current weights. Batches are cut by replica, not by rank, so that the same batches are
 * computed on any number of ranks.
 */
final class Validation {
    private static final TopKAccuracy TOP1 = new TopKAccuracy(1);
    private static final TopKAccuracy TOP5 = new TopKAccuracy(5);

    /**
     * The result of a validation.
     *
     * @param top1 fraction
     * @param top5 fraction
     * @param meanClass fraction, the mean over the classes
     * @param samples number of samples
     * @param seconds that it took
     */
    record Result(double top1, double top5, double meanClass, int samples, double seconds) {}

    private final Samples samples;
    private final Batching batching;
    private final AllReduce allReduce;
    private final ReplicaGroup group;

    Validation(Samples samples, Batching batching, AllReduce allReduce, ReplicaGroup group) {
        this.samples = samples;
        this.batching = batching;
        this.allReduce = allReduce;
        this.group = group;
    }

    /** Scores every sample of the split once, over all ranks. */
    Result run(ModelState state) {
        long start = System.nanoTime();
        int classes = samples.classes();
        // counts of (label, prediction), then top-1 and top-5 hits: integers, which floats add exactly
        float[] counts = new float[classes * classes + 2];
        int batches = (samples.size() + batching.batchPerReplica() - 1) / batching.batchPerReplica();
        int localReplicas = batching.replicas() / allReduce.world();
        List<Integer> mine = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            if (batch % batching.replicas() / localReplicas == allReduce.rank()) {
                mine.add(batch);
            }
        }
        group.score(state, mine.size(), (scorer, memory, index) -> {
            Batch batch = batch(mine.get(index), memory);
            count(scorer.logits(batch), batch.labels(), counts);
        });
        allReduce.sum(counts);
        return result(counts, classes, (System.nanoTime() - start) * 1e-9);
    }

    private void count(float[] logits, int[] labels, float[] counts) {
        int classes = samples.classes();
        synchronized (counts) {
            for (Scores scores : Scores.rows(logits, labels)) {
                counts[scores.label() * classes + scores.prediction()]++;
                counts[classes * classes] += TOP1.hit(scores) ? 1 : 0;
                counts[classes * classes + 1] += TOP5.hit(scores) ? 1 : 0;
            }
        }
    }

    private Batch batch(int index, InputMemory memory) {
        int from = index * batching.batchPerReplica();
        int until = Math.min(from + batching.batchPerReplica(), samples.size());
        int[] indices = IntStream.range(from, until).toArray();
        return samples.batch(
                indices,
                new int[indices.length],
                Mixing.none(indices.length),
                memory); // a validation pipeline draws nothing at random
    }

    private Result result(float[] counts, int classes, double seconds) {
        long[][] matrix = new long[classes][classes];
        for (int label = 0; label < classes; label++) {
            for (int prediction = 0; prediction < classes; prediction++) {
                matrix[label][prediction] = (long) counts[label * classes + prediction];
            }
        }
        double size = samples.size();
        return new Result(
                counts[classes * classes] / size,
                counts[classes * classes + 1] / size,
                MeanClassAccuracy.of(
                        new ConfusionMatrix(IntStream.range(0, classes).toArray(), matrix)),
                samples.size(),
                seconds);
    }
}
