package io.skelspark.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.PlainText;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A parser of single lines of the JSON Lines format. */
final class JsonLineParser {
    private static final String KEYS = "id, label, split or splits, attributes, img-shape, keypoint, keypoint-score";

    private final Map<String, Integer> classes = new HashMap<>();

    JsonLineParser(List<String> classNames) {
        for (int i = 0; i < classNames.size(); i++) {
            classes.putIfAbsent(classNames.get(i), i);
        }
    }

    /**
     * Returns the annotation of a line, or its rejection.
     *
     * @param place file and line, for the rejection
     */
    SourceRecord parse(String place, byte[] line) {
        LineFields fields = new LineFields();
        try (JsonParser parser = JsonTensor.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedRecordException("line", "no JSON object", "one JSON object per line");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                read(key, parser, fields);
            }
            if (parser.nextToken() != null) {
                throw new MalformedRecordException("line", "more text after the object", "one JSON object per line");
            }
            return fields.annotation();
        } catch (MalformedRecordException bad) {
            return bad.rejection(fields.place(place));
        } catch (JsonProcessingException bad) {
            return new Rejection(fields.place(place), "line", ClipFile.reason(bad), "well-formed JSON");
        } catch (IOException bad) {
            return new Rejection(fields.place(place), "line", String.valueOf(bad.getMessage()), "well-formed JSON");
        }
    }

    private void read(String key, JsonParser parser, LineFields fields) throws IOException, MalformedRecordException {
        switch (key) {
            case "id" -> fields.id = text(key, parser);
            case "label" -> fields.label = label(parser);
            case "split" -> fields.splits.add(text(key, parser));
            case "splits" -> {
                startArray(key, parser);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    fields.splits.add(text(key, parser));
                }
            }
            case "attributes" -> attributes(parser, fields.attributes);
            case "img-shape" -> fields.imgShape = imageShape(key, parser);
            case "keypoint" -> fields.keypoint = JsonTensor.read(parser, key, 4);
            case "keypoint-score" ->
                fields.score = parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonTensor.read(parser, key, 3);
            default -> throw new MalformedRecordException("line", "key '" + PlainText.brief(key) + "'", KEYS);
        }
    }

    private int label(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getIntValue();
        }
        String name = text("label", parser);
        Integer index = classes.get(name);
        if (index == null) {
            throw new MalformedRecordException(
                    "label",
                    "'" + PlainText.brief(name) + "'",
                    "a class index or one of the " + classes.size() + " class names");
        }
        return index;
    }

    private static void attributes(JsonParser parser, SortedMap<String, String> attributes)
            throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedRecordException(
                    "attributes", "'" + PlainText.brief(parser.getText()) + "'", "an object of names and values");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!parser.nextToken().isScalarValue() || parser.currentToken() == JsonToken.VALUE_NULL) {
                throw new MalformedRecordException(
                        "attributes." + PlainText.brief(name),
                        "'" + PlainText.brief(parser.getText()) + "'",
                        "a text, a number, true or false");
            }
            attributes.put(name, parser.getText());
        }
    }

    private static String text(String key, JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedRecordException(key, "'" + PlainText.brief(parser.getText()) + "'", "a string");
        }
        return parser.getText();
    }

    private static void startArray(String key, JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedRecordException(key, "'" + PlainText.brief(parser.getText()) + "'", "an array");
        }
    }

    private static @Nullable ImageShape imageShape(String key, JsonParser parser)
            throws IOException, MalformedRecordException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        startArray(key, parser);
        List<Integer> size = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || size.size() == 2) {
                throw new MalformedRecordException(
                        key, "'" + PlainText.brief(parser.getText()) + "'", "two whole numbers [height, width]");
            }
            size.add(parser.getIntValue());
        }
        if (size.size() != 2) {
            throw new MalformedRecordException(key, size.toString(), "two whole numbers [height, width]");
        }
        return new ImageShape(size.get(0), size.get(1));
    }

    private static final class LineFields {
        private @Nullable String id;
        private int label = PoseSample.UNKNOWN_LABEL;
        private final List<String> splits = new ArrayList<>();
        private final SortedMap<String, String> attributes = new TreeMap<>();
        private @Nullable ImageShape imgShape;
        private @Nullable Tensor keypoint;
        private @Nullable Tensor score;

        private Annotation annotation() throws MalformedRecordException {
            if (id == null || keypoint == null) {
                String missing = id == null ? "id" : "keypoint";
                throw new MalformedRecordException(missing, "no such key", KEYS);
            }
            return new Annotation(
                    new PoseSample(id, label, keypoint.size(1), imgShape, keypoint, score), splits, attributes);
        }

        private String place(String place) {
            return id == null ? place : place + " (" + PlainText.brief(id) + ")";
        }
    }
}
