package io.skelspark.checkpoint;

import io.skelspark.pickle.OptimizerState;
import io.skelspark.pickle.TorchCheckpoint;
import io.skelspark.pickle.TorchTensor;
import io.skelspark.storage.InputFile;
import io.skelspark.storage.Sha256;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The content of a trained model's file: a checkpoint of PyTorch in either container, perhaps compressed with gzip, or a
 * safetensors file of a run or of another program.
 *
 * @param name of the file
 * @param sha256 of its bytes, in hexadecimal
 * @param state the weights and buffers by the names of a state dict, in the order of the file
 * @param training the optimiser's state; empty in a file of weights alone
 */
public record ModelFile(String name, String sha256, Map<String, StoredTensor> state, Optional<Training> training) {
    /**
     * The optimiser's state, with which training can resume.
     *
     * @param epoch number of finished epochs
     * @param momentum the optimiser's buffers
     */
    public record Training(int epoch, Momentum momentum) {}

    /** The momentum buffers of an optimiser. */
    public interface Momentum {
        /**
         * Returns the buffers by the names of their parameters; a parameter that took no step yet has none.
         *
         * @throws IOException if the optimiser does not hold the network's parameters
         */
        Map<String, StoredTensor> byName(StateLayout layout) throws IOException;
    }

    /**
     * Reads a whole file; its content, not its name, decides on the format.
     *
     * @throws IOException if it does not exist, is damaged, or has none of these formats
     */
    public static ModelFile read(String file, Configuration hadoop) throws IOException {
        byte[] bytes = InputFile.existing(file, "a model of PyTorch or safetensors", hadoop)
                .bytes();
        return Safetensors.isOne(bytes) ? safetensors(file, bytes) : torch(file, bytes);
    }

    private static ModelFile safetensors(String file, byte[] bytes) throws IOException {
        Safetensors stored = Safetensors.read(file, bytes);
        Map<String, StoredTensor> state = new LinkedHashMap<>();
        Map<String, StoredTensor> momentum = new LinkedHashMap<>();
        stored.tensors().forEach((name, tensor) -> {
            if (name.startsWith(CheckpointFile.MOMENTUM)) {
                momentum.put(name.substring(CheckpointFile.MOMENTUM.length()), tensor);
            } else if (!name.startsWith(CheckpointFile.KEPT + ".")) {
                state.put(name, tensor);
            }
        });
        String text = stored.metadata().getOrDefault(CheckpointFile.EPOCH, "");
        int epoch = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        Optional<Training> training = momentum.isEmpty() || epoch == 0
                ? Optional.empty()
                : Optional.of(new Training(epoch, layout -> momentum));
        return new ModelFile(file, Sha256.of(bytes), state, training);
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

    /** The optimiser numbers the parameters in the order of its groups, which is the order of the state dict. */
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
