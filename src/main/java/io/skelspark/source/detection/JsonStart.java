package io.skelspark.source.detection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a JSON file tell of its form: the outer values, as far as they reach. Of an array, the first item
 * stands for all.
 */
public final class JsonStart {
    /** A value that is not there. */
    private static final JsonStart NONE = new JsonStart(JsonToken.NOT_AVAILABLE);

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 4;

    private final JsonToken kind;
    private final Map<String, JsonStart> fields = new LinkedHashMap<>();
    private @Nullable JsonStart first;

    private JsonStart(JsonToken kind) {
        this.kind = kind;
    }

    /** Reads the outermost value; what is no JSON has no values. */
    public static JsonStart of(byte[] start) {
        try (JsonParser parser = JSON.createParser(start)) {
            JsonToken token = parser.nextToken();
            JsonStart root = token == null ? NONE : new JsonStart(token);
            root.fill(parser, 0);
            return root;
        } catch (IOException noJson) {
            return NONE;
        }
    }

    /** Reads what is in this value. The end of the bytes is that of all values which are open. */
    private void fill(JsonParser parser, int depth) {
        try {
            if (depth == DEEPEST) {
                parser.skipChildren();
            } else if (isObject()) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    fields.computeIfAbsent(name, unused -> new JsonStart(JsonToken.NOT_AVAILABLE));
                    JsonStart value = new JsonStart(parser.nextToken());
                    fields.put(name, value);
                    value.fill(parser, depth + 1);
                }
            } else if (isList()) {
                fillList(parser, depth);
            }
        } catch (IOException end) {
            // the bytes end here, or are no JSON from here on
        }
    }

    private void fillList(JsonParser parser, int depth) throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (first == null) {
                first = new JsonStart(token);
                first.fill(parser, depth + 1);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Returns whether the value is an object. */
    public boolean isObject() {
        return kind == JsonToken.START_OBJECT;
    }

    /** Returns whether the value is an array. */
    public boolean isList() {
        return kind == JsonToken.START_ARRAY;
    }

    /** Returns whether the value is a text. */
    public boolean isText() {
        return kind == JsonToken.VALUE_STRING;
    }

    /** Returns whether the value is an object with a field. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns a field of an object; a value of no kind if there is none. */
    public JsonStart field(String name) {
        return fields.getOrDefault(name, NONE);
    }

    /** Returns the first field of an object; a value of no kind if there is none. */
    public JsonStart firstField() {
        return fields.values().stream().findFirst().orElse(NONE);
    }

    /** Returns the first item of an array; a value of no kind if there is none. */
    public JsonStart item() {
        return first == null ? NONE : first;
    }
}
