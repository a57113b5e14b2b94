package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.skelspark.pickle.TorchArchiveWriter;
import io.skelspark.pickle.TorchType;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.CodeVersion;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file format for exported models: weights and buffers under the reference's names, without the optimiser's state. */
public enum ModelFormat {
    /** A zip container of PyTorch with {@code meta} and {@code state_dict}. */
    PTH {
        @Override
        byte[] bytes(String root, Checkpoint checkpoint) throws IOException {
            Map<String, Object> meta = new LinkedHashMap<>();
            meta.put("epoch", checkpoint.epoch());
            meta.put("producer", "Skelspark " + CodeVersion.text());
            meta.put("provenance", new LinkedHashMap<>(new TreeMap<>(checkpoint.provenance())));
            ModelState state = checkpoint.state();
            List<TorchArchiveWriter.NamedTensor> entries = new ArrayList<>();
            for (Entry entry : state.layout().entries()) {
                float[] vector = entry.kind() == EntryKind.PARAMETER ? state.parameters() : state.buffers();
                entries.add(new TorchArchiveWriter.NamedTensor(
                        entry.name(),
                        entry.kind() == EntryKind.COUNTER ? TorchType.INT64 : TorchType.FLOAT32,
                        entry.shape(),
                        Arrays.copyOfRange(vector, entry.offset(), entry.offset() + entry.size())));
            }
            return TorchArchiveWriter.write(root, meta, entries);
        }
    },
    /** A safetensors file, with provenance and epoch in its metadata. */
    SAFETENSORS {
        @Override
        byte[] bytes(String root, Checkpoint checkpoint) throws JsonProcessingException {
            Map<String, String> metadata = new LinkedHashMap<>(new TreeMap<>(checkpoint.provenance()));
            metadata.put("format", "pt"); // the framework of the names and shapes; some readers require it
            metadata.put(CheckpointFile.EPOCH, Integer.toString(checkpoint.epoch()));
            return Safetensors.write(CheckpointFile.sections(checkpoint.state()), metadata);
        }
    };

    abstract byte[] bytes(String root, Checkpoint checkpoint) throws IOException;

    /**
     * Returns the format that a file's ending names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static ModelFormat of(String file) {
        for (ModelFormat format : values()) {
            if (file.endsWith(format.ending())) {
                return format;
            }
        }
        throw new IllegalArgumentException(file + " ends in neither .pth nor .safetensors");
    }

    private String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** Writes or replaces a file, whole or not at all. */
    public void write(String file, Checkpoint checkpoint, Configuration hadoop) throws IOException {
        Path path = new Path(file);
        String name = path.getName();
        String root = name.substring(0, name.length() - ending().length());
        AtomicFile.write(path, bytes(root.isEmpty() ? "archive" : root, checkpoint), hadoop);
    }
}
