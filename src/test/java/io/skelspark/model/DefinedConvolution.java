package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Convolution;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import java.util.Random;
import java.util.function.Function;

/** The definition of a convolution: for each output, the weights and inputs whose products are summed. */
interface DefinedConvolution {
    /** Takes the places of an output and of a weight and an input whose product is part of it. */
    interface Meeting {
        void meet(int output, int weight, int input);
    }

    /** Visits all of them. */
    void each(Meeting meeting);

    /**
     * Compares the output and the gradients of a convolution with the sums, in all modes.
     *
     * @param convolution declared alone in the scope; its bias, if it has one, follows its kernel
     * @param weightTolerance largest difference of the gradient of its weights
     */
    default void compare(
            Function<Weights.Scope, Convolution> convolution,
            Shape inputShape,
            Shape outputShape,
            float weightTolerance) {
        Weights declared = new Weights(Reference.MMACTION2);
        Convolution conv = convolution.apply(declared.scope("conv"));
        int out = (int) outputShape.get(1);
        Random random = new Random(5);
        float[] values = noise(random, declared.layout().parameterSize());
        float[] input = noise(random, (int) inputShape.size());
        float[] outer = noise(random, (int) outputShape.size());
        float[] output = new float[outer.length];
        float[] gradient = new float[values.length];
        float[] inputGradient = new float[input.length];
        if (declared.layout().entries().size() > 1) {
            int places = (int) outputShape.slice(2).size();
            for (int i = 0; i < output.length; i++) {
                int bias = values.length - out + i / places % out;
                output[i] = values[bias];
                gradient[bias] += outer[i];
            }
        }
        each((o, w, i) -> {
            output[o] += values[w] * input[i];
            gradient[w] += outer[o] * input[i];
            inputGradient[i] += outer[o] * values[w];
        });
        for (PassMode mode : PassMode.values()) {
            TorchEngine.enter(mode == PassMode.TRAINING);
            try (NDManager run = TorchEngine.manager()) {
                NDArray leaf = run.create(values);
                NDArray seen = run.create(input, inputShape);
                leaf.setRequiresGradient(mode == PassMode.TRAINING);
                seen.setRequiresGradient(mode == PassMode.TRAINING);
                BoundWeights weights =
                        new BoundWeights(declared.layout().entries(), leaf, run.zeros(new Shape(0)), mode, 0);
                NDArray found = conv.forward(seen, weights);
                assertThat(found.getShape()).isEqualTo(outputShape);
                requireEach(found, output, 1e-4f);
                if (mode == PassMode.TRAINING) {
                    Torch.backward(found, run.create(outer, outputShape));
                    requireEach(leaf.getGradient(), gradient, weightTolerance);
                    requireEach(seen.getGradient(), inputGradient, 1e-4f);
                }
            }
        }
    }

    /** Compares one by one: the library's comparison of arrays takes minutes to describe a difference. */
    private static void requireEach(NDArray found, float[] expected, float tolerance) {
        float[] values = found.toFloatArray();
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("[%d]", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
