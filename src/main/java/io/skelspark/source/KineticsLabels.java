package io.skelspark.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.storage.PlainText;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The label file of one part of Kinetics-Skeleton: a dict by clip of {@code has_skeleton} and {@code label_index}. */
public final class KineticsLabels extends LookupFile<Map<String, Integer>> {
    private static final long serialVersionUID = 1;

    static final int NO_SKELETON = -1;

    private static final long MAX_BYTES = 256L << 20;

    KineticsLabels(String file) {
        super(file, "the labels of the clips, beside their folder", MAX_BYTES);
    }

    /** Returns the class index of a clip, {@link #NO_SKELETON}, or null if the clip is not listed. */
    @Nullable
    Integer of(String id, Configuration hadoop) throws IOException {
        return content(hadoop).get(id);
    }

    /** Returns the ids of all clips that have a skeleton, sorted. */
    List<String> withSkeleton(Configuration hadoop) throws IOException {
        return content(hadoop).entrySet().stream()
                .filter(clip -> clip.getValue() != NO_SKELETON)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    protected Map<String, Integer> parse(InputStream stream) throws IOException {
        Map<String, Integer> indices = new HashMap<>();
        try (JsonParser parser = JsonTensor.JSON.createParser(stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file() + ": holds no JSON object, expected a dict of labels by clip");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String id = parser.currentName();
                parser.nextToken();
                indices.put(id, label(id, parser));
            }
        } catch (JsonProcessingException damaged) {
            throw new IOException(file() + ": " + ClipFile.reason(damaged) + ", expected well-formed JSON", damaged);
        } catch (CharConversionException damaged) {
            throw new IOException(file() + ": " + damaged.getMessage() + ", expected JSON in UTF-8", damaged);
        }
        return indices;
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
            throw new IOException(file() + ": the clip '" + PlainText.brief(id) + "' lacks has_skeleton or label_index,"
                    + " expected true or false, and a class index from 0");
        }
        return hasSkeleton ? index : NO_SKELETON;
    }
}
