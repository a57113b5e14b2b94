package io.skelspark.train;

import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.MeanClassAccuracy;
import io.skelspark.evaluate.Scores;
import io.skelspark.evaluate.TopKAccuracy;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores a split with the current weights. Batches are cut by replica, not by rank, so that the same batches are
 * computed however many ranks there are.
 */
final class Validation {
    private static final TopKAccuracy TOP1 = new TopKAccuracy(1);
    private static final TopKAccuracy TOP5 = new TopKAccuracy(5);

    /** Accuracies as fractions. */
    record Result(double top1, double top5, double meanClass, int samples, double seconds) {}

    private final Samples samples;
    private final TrainSettings settings;
    private final AllReduce allReduce;
    private final ReplicaGroup group;

    Validation(Samples samples, TrainSettings settings, AllReduce allReduce, ReplicaGroup group) {
        this.samples = samples;
        this.settings = settings;
        this.allReduce = allReduce;
        this.group = group;
    }

    /** Scores every sample of the split once, over all ranks. */
    Result run(ModelState state) {
        long start = System.nanoTime();
        int classes = samples.classes();
        // counts of (label, prediction), then top-1 and top-5 hits: integers, which floats add exactly
        float[] counts = new float[classes * classes + 2];
        int batches = (samples.size() + settings.batchPerReplica() - 1) / settings.batchPerReplica();
        int localReplicas = settings.replicas() / allReduce.world();
        List<Integer> mine = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            if (batch % settings.replicas() / localReplicas == allReduce.rank()) {
                mine.add(batch);
            }
        }
        group.run(mine.size(), (engine, memory, index) -> {
            Batch batch = batch(mine.get(index), memory);
            score(engine, batch, state, counts);
        });
        allReduce.sum(counts);
        return result(counts, classes, (System.nanoTime() - start) * 1e-9);
    }

    private void score(Replica engine, Batch batch, ModelState state, float[] counts) {
        float[] logits = engine.forward(state.parameters(), state.buffers(), batch);
        int classes = samples.classes();
        synchronized (counts) {
            for (Scores scores : Scores.rows(logits, batch.labels())) {
                counts[scores.label() * classes + scores.prediction()]++;
                counts[classes * classes] += TOP1.hit(scores) ? 1 : 0;
                counts[classes * classes + 1] += TOP5.hit(scores) ? 1 : 0;
            }
        }
    }

    private Batch batch(int index, InputMemory memory) {
        int from = index * settings.batchPerReplica();
        int until = Math.min(from + settings.batchPerReplica(), samples.size());
        int[] indices = IntStream.range(from, until).toArray();
        return samples.batch(indices, new int[indices.length], memory); // a validation pipeline draws nothing
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
