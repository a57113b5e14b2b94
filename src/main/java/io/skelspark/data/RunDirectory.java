package io.skelspark.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.skelspark.data.Safetensors.Section;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.ModelState;
import io.skelspark.train.StateLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * The folder of one training run, on any Hadoop file system: {@code last.safetensors} and {@code best.safetensors},
 * the resolved settings, metrics. Every file is written beside its place and then renamed, so it is there whole or not
 * at all.
 */
public final class RunDirectory implements CheckpointStore {
    static final String EPOCH = "epoch";
    private static final String BEST = "best";
    static final String MOMENTUM = "optimizer.momentum.";

    private final Path folder;
    private final Configuration hadoop;

    public RunDirectory(String folder, Configuration hadoop) {
        this.folder = new Path(folder);
        this.hadoop = hadoop;
    }

    @Override
    public void save(Kind which, Checkpoint checkpoint) {
        Map<String, String> metadata = new LinkedHashMap<>(checkpoint.provenance());
        metadata.put(EPOCH, Integer.toString(checkpoint.epoch()));
        metadata.put(BEST, Double.toString(checkpoint.best()));
        try {
            write(name(which), Safetensors.write(sections(checkpoint.state(), checkpoint.momentum()), metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The checkpoint of that kind, or none if the run has none yet.
     *
     * @throws UncheckedIOException if it is damaged or belongs to another network, listing what differs
     */
    public Optional<Checkpoint> checkpoint(Kind which, StateLayout layout) {
        Optional<byte[]> bytes = read(name(which));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ModelState state = new ModelState(layout, new float[layout.parameterSize()], new float[layout.bufferSize()]);
        float[] momentum = new float[layout.parameterSize()];
        try {
            Map<String, String> metadata =
                    Safetensors.read(new Path(folder, name(which)).toString(), bytes.get(), sections(state, momentum));
            int epoch = Integer.parseInt(metadata.remove(EPOCH));
            double best = Double.parseDouble(metadata.remove(BEST));
            return Optional.of(new Checkpoint(state, momentum, epoch, best, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the run has a checkpoint of that kind, sound or not. */
    public boolean holds(Kind which) {
        Path path = new Path(folder, name(which));
        try {
            return path.getFileSystem(hadoop).exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for " + path, e);
        }
    }

    /** SHA-256 of a checkpoint's bytes, in hexadecimal. */
    public String hash(Kind which) {
        return ModelFile.hash(read(name(which)).orElseThrow());
    }

    /** Replaces a text file of the run. */
    public void writeText(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text file of the run, or none. */
    public Optional<String> readText(String name) {
        return read(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The folder's path. */
    @Override
    public String toString() {
        return folder.toString();
    }

    private void write(String name, byte[] bytes) {
        Path target = new Path(folder, name);
        try {
            AtomicFile.write(target, bytes, hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + "; what stood there is unharmed", e);
        }
    }

    private Optional<byte[]> read(String name) {
        Path path = new Path(folder, name);
        try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static String name(Kind which) {
        return which.name().toLowerCase(Locale.ROOT) + ".safetensors";
    }

    private static List<Section> sections(ModelState state, float[] momentum) {
        List<Section> sections = new ArrayList<>(sections(state));
        sections.add(new Section(MOMENTUM, state.layout(), List.of(StateLayout.Kind.PARAMETER), momentum));
        return sections;
    }

    /** Weights and buffers, without what the optimiser keeps. */
    static List<Section> sections(ModelState state) {
        StateLayout layout = state.layout();
        return List.of(
                new Section("", layout, List.of(StateLayout.Kind.PARAMETER), state.parameters()),
                new Section("", layout, List.of(StateLayout.Kind.BUFFER, StateLayout.Kind.COUNTER), state.buffers()));
    }
}
