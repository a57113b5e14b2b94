package io.skelspark.pickle;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The numbers that one or more tensors share. In the legacy container they follow after the tensors. */
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

    /** Returns the number of values. */
    int size() {
        return size;
    }

    /**
     * Returns the bytes of the values.
     *
     * @throws IllegalStateException if the container has not brought the data
     */
    ByteBuffer data() {
        if (data == null) {
            throw new IllegalStateException("the data of a storage is missing: " + this);
        }
        return data;
    }

    @Override
    public String toString() {
        return type.storage() + " of " + size;
    }
}
