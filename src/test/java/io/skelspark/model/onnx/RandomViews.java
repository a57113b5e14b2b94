package io.skelspark.model.onnx;

import io.skelspark.train.network.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Batches of random values. */
public final class RandomViews {
    private RandomViews() {}

    /** Draws values around a mean of each sample, so that averages over all places differ, too. */
    public static Batch batch(int samples, List<Integer> view) {
        List<Integer> shape = new ArrayList<>(List.of(samples, 1));
        shape.addAll(view);
        float[] inputs = new float[shape.stream().reduce(1, Math::multiplyExact)];
        Random random = new Random(inputs.length);
        double mean = 0;
        for (int i = 0; i < inputs.length; i++) {
            mean = i % (inputs.length / samples) == 0 ? random.nextGaussian() : mean;
            inputs[i] = (float) (random.nextGaussian() + mean);
        }
        return new Batch(inputs, shape, new int[samples]);
    }
}
