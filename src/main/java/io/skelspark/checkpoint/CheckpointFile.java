package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.skelspark.checkpoint.Safetensors.Section;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.Progress;
import io.skelspark.train.StepSums;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of a checkpoint in a file, a sealed safetensors file: weights under their names, momentum and the statistics of
 * replicas under prefixed names, all else as texts of the metadata.
 */
final class CheckpointFile {
    static final String MOMENTUM = "optimizer.momentum.";
    static final String EPOCH = "epoch";
    private static final String ITERATION = "iteration";
    private static final String REPLICAS = "replicas-apart";
    private static final String BEST = "best";
    private static final String UNLOGGED = "unlogged.";
    private static final List<StateLayout.EntryKind> BUFFERS =
            List.of(StateLayout.EntryKind.BUFFER, StateLayout.EntryKind.COUNTER);

    private CheckpointFile() {}

    /** Returns the bytes of the file. */
    static byte[] write(Checkpoint checkpoint) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(Seal.KEY, Seal.BLANK);
        metadata.putAll(new TreeMap<>(checkpoint.provenance()));
        Progress progress = checkpoint.progress();
        metadata.put(EPOCH, Integer.toString(progress.epoch()));
        metadata.put(ITERATION, Integer.toString(progress.iteration()));
        metadata.put(REPLICAS, Integer.toString(checkpoint.replicas().size()));
        metadata.put(BEST, Double.toString(progress.best()));
        metadata.put(UNLOGGED + "steps", Integer.toString(progress.unlogged().steps()));
        metadata.put(UNLOGGED + "loss", Double.toString(progress.unlogged().loss()));
        metadata.put(UNLOGGED + "seconds", Double.toString(progress.unlogged().seconds()));
        metadata.put(
                UNLOGGED + "data-seconds", Double.toString(progress.unlogged().dataSeconds()));
        try {
            return Seal.put(Safetensors.write(
                    sections(checkpoint.state(), checkpoint.momentum(), checkpoint.replicas()), metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a checkpoint.
     *
     * @param name of the file, for messages
     * @throws IOException if the file is damaged or belongs to another network, saying what differs
     */
    static Checkpoint read(String name, byte[] file, StateLayout layout) throws IOException {
        Seal.check(name, file);
        Safetensors stored = Safetensors.read(name, file);
        Map<String, String> metadata = stored.metadata();
        ModelState state = new ModelState(layout, new float[layout.parameterSize()], new float[layout.bufferSize()]);
        float[] momentum = new float[layout.parameterSize()];
        List<float[]> replicas = new ArrayList<>();
        for (int replica = Integer.parseInt(metadata.remove(REPLICAS)); replica > 0; replica--) {
            replicas.add(new float[layout.bufferSize()]);
        }
        stored.fill(sections(state, momentum, replicas));
        Progress progress = progress(metadata);
        return new Checkpoint(state, replicas, momentum, progress, metadata);
    }

    /**
     * Reads what a checkpoint says of itself, whatever its network.
     *
     * @param name of the file, for messages
     * @throws IOException if the file is damaged
     */
    static RunFolder.Origin origin(String name, byte[] file) throws IOException {
        Seal.check(name, file);
        Map<String, String> metadata = Safetensors.read(name, file).metadata();
        metadata.remove(REPLICAS);
        Progress progress = progress(metadata);
        return new RunFolder.Origin(progress, RunProvenance.of(metadata));
    }

    /** Takes the progress out of the metadata; what remains is the provenance. */
    private static Progress progress(Map<String, String> metadata) {
        metadata.remove(Seal.KEY);
        return new Progress(
                Integer.parseInt(metadata.remove(EPOCH)),
                Integer.parseInt(metadata.remove(ITERATION)),
                Double.parseDouble(metadata.remove(BEST)),
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

    private static List<Section> sections(ModelState state, float[] momentum, List<float[]> replicas) {
        List<Section> sections = new ArrayList<>(sections(state));
        sections.add(new Section(MOMENTUM, state.layout(), List.of(StateLayout.EntryKind.PARAMETER), momentum));
        for (int replica = 0; replica < replicas.size(); replica++) {
            sections.add(new Section("replica." + replica + ".", state.layout(), BUFFERS, replicas.get(replica)));
        }
        return sections;
    }
}
