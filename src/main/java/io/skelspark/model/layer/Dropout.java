package io.skelspark.model.layer;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;

/**
 * A layer whose output has values set to zero at random and the others scaled up, in training alone.
 *
 * <p>The draws are made here, not by the library, whose one generator all threads of a process share: the same seed of
 * a run must give the same bits wherever it runs.
 *
 * @param layer whose output it is
 * @param probability of a value to be dropped
 */
public record Dropout(Layer layer, double probability) implements Layer {
    /** @throws IllegalArgumentException if the probability is not in [0, 1) */
    public Dropout {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("dropout is " + probability + ", expected at least 0 and below 1");
        }
    }

    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray output = layer.forward(input, weights);
        if (weights.mode() == PassMode.EVALUATION || probability == 0) {
            return output;
        }
        float[] factors = new float[Math.toIntExact(output.size())];
        float kept = (float) (1 / (1 - probability));
        SplittableRandom random = weights.random();
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.nextDouble() < probability ? 0 : kept;
        }
        // open until the run ends: its memory is Java's, and the backward pass reads it
        NDArray mask = output.getManager().create(factors, output.getShape());
        return then(output, output.mul(mask));
    }
}
