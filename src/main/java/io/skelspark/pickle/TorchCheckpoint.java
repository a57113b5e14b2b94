package io.skelspark.pickle;

import io.skelspark.storage.Gunzip;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a PyTorch checkpoint: weights by name and, in one that training can resume from, the optimiser's state.
 * {@link Placeholder}s stand for objects of classes that are not read.
 *
 * @param name name of the file, for messages
 * @param entries the top level of the checkpoint, in its order
 */
public record TorchCheckpoint(String name, Map<String, Object> entries) {
    private static final int ZIP = 0x504b;
    private static final String WRAPPER = "module.";

    /**
     * Reads a checkpoint of either container, plain or compressed with gzip. The stream stays open.
     *
     * @param name name of the file, for messages
     * @throws BrokenPickleException if the file is cut short, damaged or not a checkpoint
     */
    public static TorchCheckpoint read(InputStream stream, String name) throws IOException {
        Object content;
        try {
            content = container(stream, name);
        } catch (EOFException | ZipException damaged) {
            throw new BrokenPickleException(
                    name,
                    0,
                    "damaged compression (" + damaged.getMessage() + "); copy or download the file again",
                    damaged);
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new BrokenPickleException(
                    name, 0, "holds a " + Description.of(content) + ", expected the dict of a checkpoint", null);
        }
        return new TorchCheckpoint(name, byName(map));
    }

    private static Object container(InputStream stream, String name) throws IOException {
        InputStream bytes = new BufferedInputStream(stream, 1 << 16);
        if (Gunzip.starts(bytes)) {
            bytes = new BufferedInputStream(Gunzip.open(bytes), 1 << 16);
        }
        if (start(bytes) == ZIP) {
            return TorchArchive.read(bytes, name);
        }
        Object content = TorchStream.read(
                new PickleInput(bytes, name, PickleInput.UNKNOWN_LENGTH), TorchConstructors.ofCheckpoints());
        bytes.transferTo(OutputStream.nullOutputStream()); // gzip compares its checksum at its end
        return content;
    }

    private static int start(InputStream stream) throws IOException {
        stream.mark(2);
        int start = stream.read() << 8 | stream.read();
        stream.reset();
        return start;
    }

    /**
     * Returns the weights and buffers in the order of the file, without the {@code module.} that a wrapped model puts
     * before each name. A file without the key {@code state_dict} is itself a state dict.
     *
     * @throws IllegalArgumentException if an entry is not a tensor, naming it
     */
    public Map<String, TorchTensor> stateDict() {
        Map<String, Object> source = entries.get("state_dict") instanceof Map<?, ?> states ? byName(states) : entries;
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        source.forEach((key, value) -> tensors.put(
                key.startsWith(WRAPPER) ? key.substring(WRAPPER.length()) : key,
                TorchTensor.of(value, name + ": " + key)));
        return tensors;
    }

    /** Returns the training run's notes, for example {@code epoch} and {@code iter}; empty if there are none. */
    public Map<String, Object> meta() {
        return entries.get("meta") instanceof Map<?, ?> meta ? byName(meta) : Map.of();
    }

    /**
     * Returns the optimiser's state; a checkpoint of weights alone has none.
     *
     * @throws IllegalArgumentException if the state is not of the form that PyTorch's SGD writes
     */
    public Optional<OptimizerState> optimizer() {
        Object optimizer = entries.get("optimizer");
        return optimizer == null ? Optional.empty() : Optional.of(OptimizerState.of(name, optimizer));
    }

    /** Returns a dict with its keys as text, in its order. */
    static Map<String, Object> byName(Map<?, ?> map) {
        Map<String, Object> byName = new LinkedHashMap<>();
        map.forEach((key, value) -> byName.put(String.valueOf(key), value));
        return byName;
    }

    /** Returns the dicts of a list; a value that is not a list has none. */
    static List<Map<String, Object>> dicts(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(Map.class::isInstance)
                .map(item -> byName((Map<?, ?>) item))
                .toList();
    }
}
