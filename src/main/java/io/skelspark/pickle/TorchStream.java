package io.skelspark.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader of PyTorch's legacy container: pickles of a magic number, a version, the system, the object and the keys of
 * the storages; then, for each key, an int64 count and the numbers, little-endian.
 *
 * @source PyTorch, torch/serialization.py, _legacy_save
 */
final class TorchStream {
    static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    static final int VERSION = 1001;

    private TorchStream() {}

    static Object read(PickleInput input, Constructors constructors) throws IOException {
        Object magic = SafeUnpickler.ofArrays().load(input);
        if (!MAGIC.equals(magic)) {
            throw input.broken("starts with a " + Description.of(magic)
                    + ", expected a PyTorch file: a zip archive or PyTorch's magic number");
        }
        Object version = SafeUnpickler.ofArrays().load(input);
        if (!(version instanceof Number number) || number.longValue() != VERSION) {
            throw input.broken("the container has version " + Description.of(version) + ", expected " + VERSION);
        }
        SafeUnpickler.ofArrays()
                .load(input); // facts on the system that wrote it; the data is little-endian on every system
        Map<String, TorchStorage> storages = new LinkedHashMap<>();
        Object object = new TorchUnpickler(
                        constructors,
                        (key, type, size) -> storages.computeIfAbsent(key, absent -> new TorchStorage(type, size)))
                .load(input);
        Object keys = SafeUnpickler.ofArrays().load(input);
        if (!(keys instanceof List<?> list)) {
            throw input.broken("holds a " + Description.of(keys) + ", expected the list of storage keys");
        }
        Set<String> filled = new HashSet<>();
        for (Object key : list) {
            if (!(key instanceof String text)) {
                throw input.broken("a storage key is a " + Description.of(key) + ", expected a text");
            }
            fill(input, text, storages.get(text));
            filled.add(text);
        }
        if (!filled.containsAll(storages.keySet())) {
            throw input.broken("brings the data of " + filled.size() + " storages, expected " + storages.size());
        }
        return object;
    }

    private static void fill(PickleInput input, String key, @Nullable TorchStorage storage) throws IOException {
        long size = input.number(8);
        if (storage == null || size != storage.size()) {
            throw input.broken("storage " + key + " brings " + size + " values, expected "
                    + (storage == null ? "none of that key" : storage));
        }
        byte[] data = input.bytes(size * storage.type().bytes());
        storage.fill(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN));
    }
}
