package io.skelspark.pickle;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** A reader of the pickle of a checkpoint, whose persistent ids name storages: ('storage', class, key, device, size). */
final class TorchUnpickler extends SafeUnpickler {
    /** The storages of a container, by key. */
    interface Storages {
        /** Returns the storage of a key, the same object each time. */
        TorchStorage storage(String key, TorchType type, int size) throws IOException;
    }

    /** Tensors may share and repeat values of their storages, but not without bound. */
    private static final long FREE_VALUES = 1 << 20;

    private static final long REPEATED = 4;

    private final Storages storages;
    private final Set<TorchStorage> seen = new HashSet<>();
    private long stored;
    private long values;

    TorchUnpickler(Constructors constructors, Storages storages) {
        super(constructors);
        this.storages = storages;
    }

    @Override
    Object persistent(Object id) throws IOException {
        boolean wellFormed = id instanceof Object[] tuple
                && tuple.length >= 5
                && "storage".equals(tuple[0])
                && tuple[2] instanceof String
                && tuple[4] instanceof Number;
        if (!wellFormed) {
            throw in().broken("holds a persistent id of another form, expected ('storage', class, key, device, size)");
        }
        Object[] parts = (Object[]) id;
        if (!(parts[1] instanceof TorchType type)) {
            throw in().broken("holds a storage of " + Description.of(parts[1])
                    + ", which is not read; expected numbers of 16, 32 or 64 bits," + " bytes or booleans");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw in().broken(
                            "holds part of a storage, as PyTorch before 0.4 wrote it, which is not read; save it again with a newer"
                                    + " PyTorch");
        }
        long size = ((Number) parts[4]).longValue();
        if (size < 0 || size > Integer.MAX_VALUE / type.bytes()) {
            throw in().broken("claims a storage of " + size + " values of " + type + ", expected at most 2 GiB");
        }
        TorchStorage storage = storages.storage((String) parts[2], type, (int) size);
        if (storage.type() != type || storage.size() != size) {
            throw in().broken("storage " + parts[2] + " is a " + storage + " in one place and a " + type + " of " + size
                    + " in another");
        }
        if (seen.add(storage)) {
            stored += storage.size();
        }
        return storage;
    }

    @Override
    void count(Object value) throws IOException {
        values += value instanceof TorchTensor tensor ? tensor.size() : 0;
        if (values > FREE_VALUES + REPEATED * stored) {
            throw in().broken("the tensors hold " + values + " values of storages of " + stored + ", expected at most "
                    + REPEATED + " times as many and " + FREE_VALUES);
        }
    }
}
