package io.skelspark.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.skelspark.storage.PlainText;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;

/** A reader of nested JSON arrays of numbers into one float32 tensor, token by token. */
final class JsonTensor {
    /** Reads NaN and Infinity as Python writes them, so that validation can name the joint. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int UNKNOWN = -1;

    private final JsonParser parser;
    private final String field;
    private final int[] shape;
    private double[] values = new double[1024];
    private int size;

    private JsonTensor(JsonParser parser, String field, int rank) {
        this.parser = parser;
        this.field = field;
        this.shape = new int[rank];
        Arrays.fill(shape, UNKNOWN);
    }

    /**
     * Reads the value at the parser's position.
     *
     * @param rank depth of the nesting
     * @shape the lengths of the nested arrays; an axis below an empty one has size 0
     * @throws MalformedRecordException if the value is not an array of that depth, or arrays of one axis differ in length
     * @throws IOException if the JSON is malformed or cut short
     */
    static Tensor read(JsonParser parser, String field, int rank) throws IOException, MalformedRecordException {
        JsonTensor reader = new JsonTensor(parser, field, rank);
        reader.readAxis(0);
        int[] shape = reader.shape;
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = Math.max(shape[axis], 0);
        }
        return new Tensor(DType.FLOAT32, shape, Arrays.copyOf(reader.values, reader.size));
    }

    private void readAxis(int axis) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(describe(), "an array at depth " + (axis + 1) + " of " + shape.length);
        }
        int length = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (axis + 1 < shape.length) {
                readAxis(axis + 1);
            } else {
                add(number());
            }
            length++;
        }
        if (shape[axis] != UNKNOWN && shape[axis] != length) {
            throw malformed(
                    "an array of " + length + " at depth " + (axis + 1),
                    shape[axis] + " entries, as in the arrays before");
        }
        shape[axis] = length;
    }

    private double number() throws IOException, MalformedRecordException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw malformed(describe(), "a number at depth " + shape.length);
        }
        return DType.FLOAT32.round(parser.getDoubleValue());
    }

    private void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
        }
        values[size++] = value;
    }

    private String describe() throws IOException {
        JsonToken token = parser.currentToken();
        return token == null
                ? "the end"
                : token.isStructStart() ? "'" + parser.getText() + "'" : "'" + PlainText.brief(parser.getText()) + "'";
    }

    private MalformedRecordException malformed(String found, String expected) {
        return new MalformedRecordException(field, found, expected);
    }
}
