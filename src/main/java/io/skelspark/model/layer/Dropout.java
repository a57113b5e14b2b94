package io.skelspark.model.layer;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.SplittableRandom;

/**
 * A layer that, in training only, sets some values of another layer's output to zero at random and scales the others up.
 *
 * <p>The draws are made here, not by the library, whose one generator all threads of a process share: the same seed
 * of a pass must give the same bits on any thread.
 *
 * @param layer gives the output
 * @param probability that a value is set to zero
 */
public record Dropout(Layer layer, double probability) implements Layer {
    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
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
        // left open until the pass ends: it shares memory of Java, which the backward pass reads
        NDArray mask = output.getManager().create(factors, output.getShape());
        return then(output, output.mul(mask));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return layer.export(input, graph);
    }
}
