package io.skelspark.source.detection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.storage.PlainText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A JSON file that is read value by value. Each fault names the field, where it is, what was found and what was expected.
 *
 * <p>The value at hand is the one that {@link #nextValue}, {@link #nextField} or {@link #nextItem} went to last.
 */
public final class JsonInput implements Closeable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // as Python writes them: refused by name, not by form
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final JsonParser parser;
    private String place;
    private double[] numbers = new double[256];

    /**
     * Opens a file.
     *
     * @param place where faults are, for example the name of the file; see {@link #at}
     * @param stream its content, closed with this
     */
    public JsonInput(String place, InputStream stream) throws IOException {
        this.place = place;
        parser = JSON.createParser(stream);
    }

    /** Sets where the next faults are, for example {@code person 2 in frame 3}. */
    public void at(String newPlace) {
        place = newPlace;
    }

    /** Goes to the next value or end. See {@link #isEnd}. */
    public void nextValue() throws IOException, MalformedRecordException {
        try {
            parser.nextToken();
        } catch (JsonProcessingException bad) {
            throw broken(bad);
        }
    }

    /** Returns the kind of the value at hand; NOT_AVAILABLE before the first and after the last one. */
    public JsonToken token() {
        return parser.currentToken() == null ? JsonToken.NOT_AVAILABLE : parser.currentToken();
    }

    /** Requires the value at hand to be an object, whose fields {@link #nextField} goes through. */
    public void object(String field) throws MalformedRecordException {
        require(token() == JsonToken.START_OBJECT, field, "an object");
    }

    /** Requires the value at hand to be an array, whose items {@link #nextItem} goes through. */
    public void array(String field) throws MalformedRecordException {
        require(token() == JsonToken.START_ARRAY, field, "an array");
    }

    /**
     * Goes to the value of the next field of an object.
     *
     * @return false at the end of the object
     */
    public boolean nextField() throws IOException, MalformedRecordException {
        nextValue();
        if (token() != JsonToken.FIELD_NAME) {
            return false;
        }
        nextValue();
        return true;
    }

    /**
     * Goes to the value of the next field of an object that is not null. Python writes None, which stands for nothing, as null.
     *
     * @return false at the end of the object
     */
    public boolean nextGivenField() throws IOException, MalformedRecordException {
        while (nextField()) {
            if (token() != JsonToken.VALUE_NULL) {
                return true;
            }
        }
        return false;
    }

    /** Returns the name of the field whose value is at hand. */
    public String name() throws IOException {
        return parser.currentName();
    }

    /**
     * Goes to the next item of an array.
     *
     * @return false at the end of the array
     */
    public boolean nextItem() throws IOException, MalformedRecordException {
        nextValue();
        require(!isEnd(), "file", "complete JSON");
        return token() != JsonToken.END_ARRAY;
    }

    /** Passes over the value at hand with all that is in it. */
    public void skip() throws IOException, MalformedRecordException {
        try {
            parser.skipChildren();
        } catch (JsonProcessingException bad) {
            throw broken(bad);
        }
    }

    /** Returns whether the file is at its end. */
    public boolean isEnd() {
        return token() == JsonToken.NOT_AVAILABLE;
    }

    /** Returns whether the value at hand is an object. */
    public boolean isObject() {
        return token() == JsonToken.START_OBJECT;
    }

    /** Returns whether the value at hand is an array. */
    public boolean isArray() {
        return token() == JsonToken.START_ARRAY;
    }

    /** Returns whether the value at hand is a number. */
    public boolean isNumber() {
        return token().isNumeric();
    }

    /** Returns the value at hand as a finite number. */
    public double number(String field) throws IOException, MalformedRecordException {
        require(isNumber(), field, "a number");
        double number = value();
        require(Double.isFinite(number), field, "a finite number");
        return number;
    }

    /** Returns the value at hand as a whole number. */
    public int integer(String field) throws IOException, MalformedRecordException {
        double number = number(field);
        require(number == (int) number, field, "a whole number");
        return (int) number;
    }

    /** Returns the value at hand as a whole number beyond 32 bits. */
    public long whole(String field) throws IOException, MalformedRecordException {
        double number = number(field);
        require(number == Math.rint(number) && Math.abs(number) <= 1L << 53, field, "a whole number");
        return (long) number;
    }

    /** Returns the value at hand as a text; numbers are taken as they are written. */
    public String text(String field) throws IOException, MalformedRecordException {
        require(token() == JsonToken.VALUE_STRING || isNumber(), field, "a text");
        return parser.getText();
    }

    /** Returns the value at hand as a yes or no: true or false, 1 or 0. */
    public boolean flag(String field) throws IOException, MalformedRecordException {
        if (token().isBoolean()) {
            return token() == JsonToken.VALUE_TRUE;
        }
        require(isNumber() && (value() == 0 || value() == 1), field, "true or false");
        return value() == 1;
    }

    /**
     * Reads the array at hand as finite numbers; arrays within it are run together.
     *
     * @shape (N)
     */
    public double[] numbers(String field) throws IOException, MalformedRecordException {
        array(field);
        int size = 0;
        int depth = 1;
        while (depth > 0) {
            nextValue();
            JsonToken token = token();
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else {
                keep(size++, field);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    /** Reads the array at hand as arrays of finite numbers, all of one length. */
    public Rows rows(String field) throws IOException, MalformedRecordException {
        array(field);
        int size = 0;
        int width = 0;
        for (int row = 0; nextItem(); row++) {
            require(token() == JsonToken.START_ARRAY, field, "a list of numbers at position " + row);
            int before = size;
            while (nextItem()) {
                keep(size++, field);
            }
            if (row > 0 && size - before != width) {
                throw wrong(field, size - before + " numbers at position " + row, width + ", as at position 0");
            }
            width = size - before;
        }
        return new Rows(Arrays.copyOf(numbers, size), width);
    }

    /**
     * Numbers in rows of one length.
     *
     * @param values row after row
     * @param width numbers of a row; 0 if there are no rows
     * @shape values (N, width)
     */
    public record Rows(double[] values, int width) {
        /** Returns the number N of rows. */
        public int count() {
            return width == 0 ? 0 : values.length / width;
        }
    }

    /** Puts the value at hand at a position of the numbers. */
    private void keep(int position, String field) throws IOException, MalformedRecordException {
        require(isNumber(), field, "numbers");
        double number = value();
        if (!Double.isFinite(number)) {
            throw wrong(field, parser.getText() + " at position " + position, "finite numbers");
        }
        if (position == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * position);
        }
        numbers[position] = number;
    }

    /** Requires the file to end after the value at hand. */
    public void end() throws IOException, MalformedRecordException {
        nextValue();
        require(isEnd(), "content", "the end of the file");
    }

    /** Returns the fault of a field. */
    public MalformedRecordException wrong(String field, String found, String expected) {
        return new MalformedRecordException(field + " of " + place, found, expected);
    }

    /** Throws the fault of a field unless the value at hand is as it should be. */
    private void require(boolean holds, String field, String expected) throws MalformedRecordException {
        if (!holds) {
            throw wrong(field, describe(), expected);
        }
    }

    private double value() throws IOException, MalformedRecordException {
        try {
            return parser.getDoubleValue();
        } catch (JsonProcessingException bad) {
            throw broken(bad);
        }
    }

    private String describe() {
        try {
            String text = parser.getText();
            return text == null ? "the end" : "'" + PlainText.brief(text) + "'";
        } catch (IOException unreadable) {
            return "a broken value";
        }
    }

    private MalformedRecordException broken(JsonProcessingException bad) {
        String reason = bad.getOriginalMessage().split("[:\n]", 2)[0];
        String where = bad.getLocation() == null
                ? ""
                : " at line " + bad.getLocation().getLineNr() + ", column "
                        + bad.getLocation().getColumnNr();
        return wrong("JSON", PlainText.brief(reason) + where, "complete, well-formed JSON");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
