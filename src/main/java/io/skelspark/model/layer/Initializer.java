package io.skelspark.model.layer;

import java.util.Random;

/** How a weight starts: gives its first values one after another. */
@FunctionalInterface
public interface Initializer {
    /** The value at a place, drawn from the generator where it is random. */
    float value(int index, Random random);

    /** Always the same value. */
    static Initializer constant(float value) {
        return (index, random) -> value;
    }

    /** Given values, in order. */
    static Initializer values(double[] values) {
        return (index, random) -> (float) values[index];
    }

    /** Uniform between -bound and bound. */
    static Initializer uniform(double bound) {
        return (index, random) -> (float) (bound * (2 * random.nextDouble() - 1));
    }

    /** Normal around 0. */
    static Initializer normal(double deviation) {
        return (index, random) -> (float) (deviation * random.nextGaussian());
    }
}
