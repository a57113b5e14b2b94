package io.skelspark.pickle;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The numbers that one or more tensors look at. The legacy container brings them after the tensors. */
final class TorchStorage implements Description.Described {
    private final TorchType type;
    private final int size;
    private @Nullable ByteBuffer data;

    TorchStorage(TorchType type, int size) {
        this.type = type;
        this.size = size;
    }

    void fill(ByteBuffer newData) {
        data = newData;
    }

    TorchType type() {
        return type;
    }

    /** Number of values. */
    int size() {
        return size;
    }

    /** @throws IllegalStateException if the container has not brought the data */
    ByteBuffer data() {
        if (data == null) {
            throw new IllegalStateException("the data of a " + this + " is missing");
        }
        return data;
    }

    @Override
    public String toString() {
        return type.storage() + " of " + size;
    }
}
