package io.skelspark.pickle;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What messages call a value of a pickle: its Python type and a little of it, never its whole content. */
public final class Description {
    private static final int SHOWN = 60;

    private Description() {}

    /** A few words for the value; nested values are counted, not shown. */
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

    /** Marks values whose own text is short. */
    interface Described {}
}
