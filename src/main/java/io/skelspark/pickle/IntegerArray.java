package io.skelspark.pickle;

/**
 * The values of a NumPy array of integers or booleans.
 *
 * @param descriptor NumPy's name of the stored width, for example {@code <i8}
 * @param shape sizes of the axes, outermost first
 * @param values row-major, as many as the product of the shape; booleans are 0 and 1
 */
public record IntegerArray(String descriptor, int[] shape, long[] values) {}
