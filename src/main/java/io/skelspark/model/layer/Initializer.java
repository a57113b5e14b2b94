package io.skelspark.model.layer;

import java.util.Random;

/** The first values of a weight, given one after another. */
@FunctionalInterface
public interface Initializer {
    /** Returns the value at a place; random values are drawn from the generator. */
    float value(int index, Random random);

    /** Returns an initializer of one value. */
    static Initializer constant(float value) {
        return (index, random) -> value;
    }

    /** Returns an initializer of given values, in order. */
    static Initializer values(double[] values) {
        return (index, random) -> (float) values[index];
    }

    /** Returns an initializer that draws each value once for a state, and gives it to every weight that has this initializer. */
    static Initializer once(Initializer drawn) {
        return new DrawnOnce(drawn);
    }

    /** Returns an initializer of uniform values between -bound and bound. */
    static Initializer uniform(double bound) {
        return (index, random) -> (float) (bound * (2 * random.nextDouble() - 1));
    }

    /** Returns an initializer of normal values with mean 0. */
    static Initializer normal(double deviation) {
        return (index, random) -> (float) (deviation * random.nextGaussian());
    }
}
