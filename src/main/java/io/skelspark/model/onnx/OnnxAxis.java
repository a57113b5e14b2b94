package io.skelspark.model.onnx;

import java.util.OptionalInt;

/**
 * An axis of an input or output.
 *
 * @param name what programs call it; axes of equal names have equal sizes
 * @param size empty if each run decides
 */
public record OnnxAxis(String name, OptionalInt size) {
    /** The axis of samples, of which a run takes any number. */
    public static final OnnxAxis BATCH = free("batch");

    /** Returns an axis whose size each run decides. */
    public static OnnxAxis free(String name) {
        return new OnnxAxis(name, OptionalInt.empty());
    }

    /** Returns an axis of one size. */
    public static OnnxAxis fixed(String name, int size) {
        return new OnnxAxis(name, OptionalInt.of(size));
    }
}
