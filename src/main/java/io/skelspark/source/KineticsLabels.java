package io.skelspark.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The label file of one part of Kinetics-Skeleton; each process that looks a clip up reads it once. */
public final class KineticsLabels implements Serializable {
    private static final long serialVersionUID = 1;

    static final int NO_SKELETON = -1;

    private static final long MAX_BYTES = 256L << 20;

    private final String file;
    private transient @Nullable Map<String, Integer> indices;

    KineticsLabels(String file) {
        this.file = file;
    }

    /** The full path of the file. @throws IOException if it is missing or damaged */
    String check(Configuration hadoop) throws IOException {
        Path path = new Path(file);
        FileSystem system = path.getFileSystem(hadoop);
        if (!system.exists(path) || !system.getFileStatus(path).isFile()) {
            throw new IOException(file + ": no such file, expected the labels of the clips beside their folder");
        }
        indices(hadoop);
        return system.makeQualified(path).toString();
    }

    /** The class index of a clip, or {@link #NO_SKELETON}; null where it is not listed. */
    @Nullable
    Integer of(String id, Configuration hadoop) throws IOException {
        return indices(hadoop).get(id);
    }

    private Map<String, Integer> indices(Configuration hadoop) throws IOException {
        Map<String, Integer> known = indices;
        if (known == null) {
            known = read(hadoop);
            indices = known;
        }
        return known;
    }

    private Map<String, Integer> read(Configuration hadoop) throws IOException {
        Path path = new Path(file);
        FileSystem system = path.getFileSystem(hadoop);
        long length = system.getFileStatus(path).getLen();
        if (length > MAX_BYTES) {
            throw new IOException(file + ": " + length + " bytes, expected labels of at most " + MAX_BYTES);
        }
        Map<String, Integer> read = new HashMap<>();
        try (InputStream stream = system.open(path);
                JsonParser parser = JsonTensor.JSON.createParser(stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + ": no JSON object, expected a dict of labels by clip");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String id = parser.currentName();
                parser.nextToken();
                read.put(id, label(id, parser));
            }
        } catch (JsonProcessingException damaged) {
            throw new IOException(file + ": " + ClipFile.reason(damaged) + ", expected well-formed JSON", damaged);
        }
        return read;
    }

    private int label(String id, JsonParser parser) throws IOException {
        Boolean hasSkeleton = null;
        Integer index = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("has_skeleton") && value.isBoolean()) {
                    hasSkeleton = value == JsonToken.VALUE_TRUE;
                } else if (key.equals("label_index") && value == JsonToken.VALUE_NUMBER_INT) {
                    index = parser.getIntValue();
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (hasSkeleton == null || index == null || index < 0) {
            throw new IOException(file + ": '" + JsonTensor.brief(id) + "' has no has_skeleton or label_index, expected"
                    + " true or false and a class index from 0");
        }
        return hasSkeleton ? index : NO_SKELETON;
    }

    /** The last part of the file's path, for messages. */
    String title() {
        return new Path(file).getName();
    }

    @Override
    public String toString() {
        return file;
    }
}
