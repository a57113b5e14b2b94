package io.skelspark.prepared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The manifest of a table of heat-map volumes: {@code volumes-<stream>.json} beside the manifest of its set. It is written
 * last, so the table is complete if this file exists.
 *
 * @param stream keypoint or limb
 * @param set folder of the clips that the volumes were made of
 * @param pipeline the transforms between clip and volume, as text
 * @param volumes folder of the table, relative to that of the set
 * @param clips number of volumes
 * @param shape shape of a volume, (K, T, H, W); that of the first one if they differ
 * @param bytes size of all files
 * @param codeVersion version and commit of the code that wrote it
 * @param parts the files
 */
public record VolumeManifest(
        String stream,
        String set,
        String pipeline,
        String volumes,
        long clips,
        List<Integer> shape,
        long bytes,
        String codeVersion,
        List<ParquetFile> parts) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public VolumeManifest {
        shape = List.copyOf(shape);
        parts = List.copyOf(parts);
    }

    /** Returns the name of the file for a stream. */
    public static String file(String stream) {
        return "volumes-" + stream + ".json";
    }

    /**
     * Reads the manifest of a stream in the folder of a set, if any.
     *
     * @throws IOException if its manifest is damaged, naming it
     */
    public static Optional<VolumeManifest> read(Folder folder, String stream) throws IOException {
        String file = file(stream);
        if (!folder.holds(file)) {
            return Optional.empty();
        }
        try (Reader text = new InputStreamReader(folder.open(file), StandardCharsets.UTF_8)) {
            Optional<VolumeManifest> manifest =
                    Optional.ofNullable(JSON.readerFor(VolumeManifest.class).readValue(text));
            if (manifest.isEmpty()) {
                throw new JsonMappingException(null, "it holds null");
            }
            return manifest;
        } catch (JsonProcessingException damaged) {
            throw new IOException(
                    folder.entry(file) + ": not a manifest of volumes (" + damaged.getOriginalMessage()
                            + "); remove it and prepare the volumes again",
                    damaged);
        }
    }

    /** Writes the manifest: from then on the table is what it names. */
    public void write(Folder folder) throws IOException {
        folder.write(file(stream), JSON.writeValueAsBytes(this));
    }

    /** Returns whether all files are there, in their sizes. */
    public boolean isComplete(Folder folder) throws IOException {
        for (ParquetFile part : parts) {
            if (!folder.holds(volumes + "/" + part.file(), part.bytes())) {
                return false;
            }
        }
        return true;
    }
}
