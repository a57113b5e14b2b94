package io.skelspark.checkpoint;

import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The differences between the tensors of a file and a network, by name. All that fits is loaded, so a caller may accept
 * differences, for example another head.
 *
 * @param missing names of the network that the file lacks, in the network's order; their values stay as they were
 * @param unexpected names of the file that the network lacks, in the file's order
 * @param misshaped tensors that both have, with different shapes; their values stay as they were
 */
public record LoadReport(List<String> missing, List<String> unexpected, List<Misshaped> misshaped) {
    /** Names of the linear layer of a GCN head: MMAction2's and PYSKL's. */
    private static final List<String> HEADS = List.of("cls_head.fc.", "cls_head.fc_cls.");

    /** Constants that normalise the input, not weights: the reference leaves them out of its published files. */
    private static final Set<String> INPUT_CONSTANTS = Set.of("data_preprocessor.mean", "data_preprocessor.std");

    /** A tensor with another shape than the network's entry. */
    public record Misshaped(String name, List<Integer> found, List<Integer> expected) {
        @Override
        public String toString() {
            return name + " " + found + ", expected " + expected;
        }
    }

    public LoadReport {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        misshaped = List.copyOf(misshaped);
    }

    /**
     * Loads all tensors that fit into a state, in place. The head may have the name of MMAction2 or that of PYSKL. Counters become 0 if the
     * file has none at all, as files from before these counters.
     *
     * @param tensors by the names of a state dict
     */
    public static LoadReport load(Map<String, StoredTensor> tensors, ModelState target) {
        StateLayout layout = target.layout();
        Set<String> names = layout.entries().stream().map(Entry::name).collect(Collectors.toCollection(HashSet::new));
        Map<String, StoredTensor> byName = new HashMap<>();
        List<String> unexpected = new ArrayList<>();
        tensors.forEach((stored, tensor) -> {
            String name = nameIn(names, stored);
            if (names.contains(name)) {
                byName.put(name, tensor);
            } else if (!INPUT_CONSTANTS.contains(name)) {
                unexpected.add(stored);
            }
        });
        boolean counted = layout.entries().stream()
                .anyMatch(entry -> entry.kind() == EntryKind.COUNTER && byName.containsKey(entry.name()));
        List<String> missing = new ArrayList<>();
        List<Misshaped> misshaped = new ArrayList<>();
        for (Entry entry : layout.entries()) {
            float[] vector = entry.kind() == EntryKind.PARAMETER ? target.parameters() : target.buffers();
            StoredTensor tensor = byName.get(entry.name());
            if (tensor == null && entry.kind() == EntryKind.COUNTER && !counted) {
                vector[entry.offset()] = 0;
            } else if (tensor == null) {
                missing.add(entry.name());
            } else if (!tensor.shape().equals(entry.shape())) {
                misshaped.add(new Misshaped(entry.name(), tensor.shape(), entry.shape()));
            } else {
                System.arraycopy(tensor.values(), 0, vector, entry.offset(), entry.size());
            }
        }
        return new LoadReport(missing, unexpected, misshaped);
    }

    private static String nameIn(Set<String> names, String stored) {
        return HEADS.stream()
                .filter(stored::startsWith)
                .flatMap(head -> HEADS.stream().map(other -> other + stored.substring(head.length())))
                .filter(names::contains)
                .findFirst()
                .orElse(stored);
    }

    /** Returns whether each entry of the network was loaded and the file holds nothing else. */
    public boolean complete() {
        return missing.isEmpty() && unexpected.isEmpty() && misshaped.isEmpty();
    }

    /** Returns all differences, by name. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, "missing", missing);
        add(parts, "unexpected", unexpected);
        add(parts, "of another shape", misshaped);
        return parts.isEmpty() ? "all tensors fit" : String.join("; ", parts);
    }

    private static void add(List<String> parts, String what, List<?> names) {
        if (!names.isEmpty()) {
            parts.add(names.size() + " " + what + ": "
                    + names.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }
}
