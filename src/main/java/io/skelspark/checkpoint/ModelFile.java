package io.skelspark.checkpoint;

import io.skelspark.pickle.OptimizerState;
import io.skelspark.pickle.TorchCheckpoint;
import io.skelspark.pickle.TorchTensor;
import io.skelspark.storage.Sha256;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a file of a trained model holds: a checkpoint of PyTorch in either container, perhaps compressed with gzip, or a
 * safetensors file, foreign or of a run.
 *
 * @param name of the file
 * @param sha256 of its bytes, in hexadecimal
 * @param state the weights and buffers by the names of a state dict, in the order of the file
 * @param training what the optimiser left, empty in a file of weights alone
 */
public record ModelFile(String name, String sha256, Map<String, StoredTensor> state, Optional<Training> training) {
    /**
     * What is needed to go on with training.
     *
     * @param epoch number of finished epochs
     * @param momentum the optimiser's buffers
     */
    public record Training(int epoch, Momentum momentum) {}

    /** The momentum buffers of an optimiser. */
    public interface Momentum {
        /**
         * The buffers by the names of their parameters; parameters that took no step yet have none.
         *
         * @throws IOException if the optimiser does not hold the network's parameters
         */
        Map<String, StoredTensor> byName(StateLayout layout) throws IOException;
    }

    /**
     * Reads a file whole; its content, not its name, decides how.
     *
     * @throws IOException if it is damaged or no such file
     */
    public static ModelFile read(String file, Configuration hadoop) throws IOException {
        Path path = new Path(file);
        byte[] bytes;
        try (InputStream stream = path.getFileSystem(hadoop).open(path)) {
            bytes = stream.readAllBytes();
        }
        return SafetensorsFile.isOne(bytes) ? SafetensorsFile.read(file, Sha256.of(bytes), bytes) : torch(file, bytes);
    }

    private static ModelFile torch(String file, byte[] bytes) throws IOException {
        TorchCheckpoint checkpoint = TorchCheckpoint.read(new ByteArrayInputStream(bytes), file);
        try {
            Map<String, StoredTensor> state = new LinkedHashMap<>();
            checkpoint.stateDict().forEach((name, tensor) -> state.put(name, stored(tensor)));
            return new ModelFile(file, Sha256.of(bytes), state, training(checkpoint));
        } catch (IllegalArgumentException odd) {
            throw new IOException(odd.getMessage(), odd);
        }
    }

    private static Optional<Training> training(TorchCheckpoint checkpoint) {
        if (!(checkpoint.meta().get("epoch") instanceof Integer epoch) || epoch < 1) {
            return Optional.empty();
        }
        return checkpoint
                .optimizer()
                .filter(optimizer -> !optimizer.momentum().isEmpty())
                .map(optimizer -> new Training(epoch, layout -> byName(checkpoint.name(), optimizer, layout)));
    }

    /** The optimiser numbers the parameters in the order of its groups, which is that of the state dict. */
    private static Map<String, StoredTensor> byName(String file, OptimizerState optimizer, StateLayout layout)
            throws IOException {
        List<String> parameters = layout.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.PARAMETER)
                .map(Entry::name)
                .toList();
        int held = optimizer.groups().stream()
                .mapToInt(group -> group.get("params") instanceof List<?> indices ? indices.size() : 0)
                .sum();
        Map<String, StoredTensor> byName = new LinkedHashMap<>();
        for (Map.Entry<Integer, TorchTensor> buffer : optimizer.momentum().entrySet()) {
            int index = buffer.getKey();
            if (held != parameters.size() || index < 0 || index >= held) {
                throw new IOException(file + ": the optimiser holds " + held + " parameters and a buffer of parameter "
                        + index + ", expected the network's " + parameters.size());
            }
            byName.put(parameters.get(index), stored(buffer.getValue()));
        }
        return byName;
    }

    private static StoredTensor stored(TorchTensor tensor) {
        return new StoredTensor(Arrays.stream(tensor.shape()).boxed().toList(), tensor.floats());
    }
}
