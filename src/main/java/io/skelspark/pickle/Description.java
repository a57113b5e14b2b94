package io.skelspark.pickle;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The description of a pickled value in messages: its Python type and a little of its content, never all of it. */
public final class Description {
    private static final int SHOWN = 60;

    private Description() {}

    /** Describes a value in a few words. Nested values are counted, not shown. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof String text) {
            return "str '" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
        }
        if (value instanceof Map<?, ?> map) {
            return "dict of " + map.size();
        }
        if (value instanceof Collection<?> items) {
            return "list of " + items.size();
        }
        if (value instanceof Object[] items) {
            return "tuple of " + items.length;
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (value instanceof Double || value instanceof Float) {
            return "float " + value;
        }
        if (value instanceof Number) {
            String digits = value.toString();
            return "int " + (digits.length() <= SHOWN ? digits : digits.length() + " digits");
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        return value instanceof Described ? value.toString() : value.getClass().getSimpleName();
    }

    /** Marks values that describe themselves by a short {@code toString}. */
    interface Described {}
}
