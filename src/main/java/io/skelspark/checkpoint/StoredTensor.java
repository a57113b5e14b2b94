package io.skelspark.checkpoint;

import java.util.List;

/**
 * A tensor of a model's file, widened or narrowed to float32.
 *
 * @param shape sizes of the axes, outermost first; empty for a scalar
 * @param values row-major; not copied
 */
public record StoredTensor(List<Integer> shape, float[] values) {
    public StoredTensor {
        shape = List.copyOf(shape);
    }
}
