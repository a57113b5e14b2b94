package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.skelspark.checkpoint.Safetensors.Section;
import io.skelspark.storage.Sha256;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.Progress;
import io.skelspark.train.StepSums;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.optimizer.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole checkpoint as it lies in a file, a sealed safetensors file: weights under their names, what is kept beside them and
 * the statistics of replicas under prefixed names, all else as texts of the metadata.
 */
final class CheckpointFile {
    static final String KEPT = "optimizer";
    static final String MOMENTUM = prefix(Sgd.MOMENTUM);
    static final String EPOCH = "epoch";
    private static final String ITERATION = "iteration";
    private static final String REPLICAS = "replicas-apart";
    private static final String BEST = "best";
    private static final String BEST_EPOCH = "best-epoch";
    private static final String UNLOGGED = "unlogged.";
    private static final List<StateLayout.EntryKind> BUFFERS =
            List.of(StateLayout.EntryKind.BUFFER, StateLayout.EntryKind.COUNTER);

    private final byte[] bytes;
    private final Safetensors stored;

    private CheckpointFile(byte[] bytes, Safetensors stored) {
        this.bytes = bytes;
        this.stored = stored;
    }

    /** Returns the bytes of the file. */
    static byte[] write(Checkpoint checkpoint) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(Seal.KEY, Seal.BLANK);
        metadata.putAll(new TreeMap<>(checkpoint.provenance()));
        Progress progress = checkpoint.progress();
        metadata.put(EPOCH, Integer.toString(progress.epoch()));
        metadata.put(ITERATION, Integer.toString(progress.iteration()));
        metadata.put(REPLICAS, Integer.toString(checkpoint.replicas().size()));
        metadata.put(KEPT, String.join(" ", new TreeSet<>(checkpoint.kept().keySet())));
        metadata.put(BEST, Double.toString(progress.best()));
        metadata.put(BEST_EPOCH, Integer.toString(progress.bestEpoch()));
        metadata.put(UNLOGGED + "steps", Integer.toString(progress.unlogged().steps()));
        metadata.put(UNLOGGED + "loss", Double.toString(progress.unlogged().loss()));
        metadata.put(UNLOGGED + "seconds", Double.toString(progress.unlogged().seconds()));
        metadata.put(
                UNLOGGED + "data-seconds", Double.toString(progress.unlogged().dataSeconds()));
        try {
            return Seal.put(Safetensors.write(
                    sections(checkpoint.state(), checkpoint.kept(), checkpoint.replicas()), metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Checks that the bytes of a file are those that were written.
     *
     * @param name of the file, for messages
     * @throws IOException if the file is cut off or damaged
     */
    static CheckpointFile of(String name, byte[] bytes) throws IOException {
        Seal.check(name, bytes);
        return new CheckpointFile(bytes, Safetensors.read(name, bytes));
    }

    /** Returns the SHA-256 of the whole file, in hexadecimal. */
    String sha256() {
        return Sha256.of(bytes);
    }

    /**
     * Returns the checkpoint.
     *
     * @throws IOException if it belongs to another network, saying what differs
     */
    Checkpoint checkpoint(StateLayout layout) throws IOException {
        Map<String, String> metadata = stored.metadata();
        ModelState state = new ModelState(layout, new float[layout.parameterSize()], new float[layout.bufferSize()]);
        Map<String, float[]> kept = new LinkedHashMap<>();
        // files of before optimizers with other buffers have momentum
        for (String keptName : metadata.getOrDefault(KEPT, Sgd.MOMENTUM).split(" ", -1)) {
            if (!keptName.isEmpty()) {
                kept.put(keptName, new float[layout.parameterSize()]);
            }
        }
        List<float[]> replicas = new ArrayList<>();
        for (int replica = Integer.parseInt(metadata.remove(REPLICAS)); replica > 0; replica--) {
            replicas.add(new float[layout.bufferSize()]);
        }
        stored.fill(sections(state, kept, replicas));
        Progress progress = progress(metadata);
        return new Checkpoint(state, replicas, kept, progress, metadata);
    }

    /** Returns what the checkpoint says of itself, whatever its network. */
    RunFolder.Origin origin() {
        Map<String, String> metadata = stored.metadata();
        metadata.remove(REPLICAS);
        Progress progress = progress(metadata);
        return new RunFolder.Origin(progress, RunProvenance.of(metadata));
    }

    /** Takes the progress out of the metadata; what remains is the provenance. */
    private static Progress progress(Map<String, String> metadata) {
        metadata.remove(Seal.KEY);
        metadata.remove(KEPT);
        String epoch = metadata.remove(EPOCH);
        String bestEpoch = metadata.remove(BEST_EPOCH);
        return new Progress(
                Integer.parseInt(epoch),
                Integer.parseInt(metadata.remove(ITERATION)),
                Double.parseDouble(metadata.remove(BEST)),
                Integer.parseInt(bestEpoch == null ? epoch : bestEpoch),
                new StepSums(
                        Integer.parseInt(metadata.remove(UNLOGGED + "steps")),
                        Double.parseDouble(metadata.remove(UNLOGGED + "loss")),
                        Double.parseDouble(metadata.remove(UNLOGGED + "seconds")),
                        Double.parseDouble(metadata.remove(UNLOGGED + "data-seconds"))));
    }

    /** Returns weights and buffers, without what only a run needs. */
    static List<Section> sections(ModelState state) {
        StateLayout layout = state.layout();
        return List.of(
                new Section("", layout, List.of(StateLayout.EntryKind.PARAMETER), state.parameters()),
                new Section("", layout, BUFFERS, state.buffers()));
    }

    /** Returns what stands before the names of the parameters. */
    private static String prefix(String kept) {
        return KEPT + "." + kept + ".";
    }

    private static List<Section> sections(ModelState state, Map<String, float[]> kept, List<float[]> replicas) {
        List<Section> sections = new ArrayList<>(sections(state));
        new TreeMap<>(kept)
                .forEach((name, values) -> sections.add(
                        new Section(prefix(name), state.layout(), List.of(StateLayout.EntryKind.PARAMETER), values)));
        for (int replica = 0; replica < replicas.size(); replica++) {
            sections.add(new Section("replica." + replica + ".", state.layout(), BUFFERS, replicas.get(replica)));
        }
        return sections;
    }
}
