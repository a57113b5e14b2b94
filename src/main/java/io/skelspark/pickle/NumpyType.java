package io.skelspark.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A NumPy dtype in a pickle or an array file: a letter for its kind, a width and a byte order. */
final class NumpyType implements Stateful, Description.Described {
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private final char kind;
    private final int bytes;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean structured;

    /**
     * Creates a type from its name in NumPy.
     *
     * @param name for example {@code f2} or {@code U12}
     * @throws IllegalArgumentException if the name is not a letter and a width
     */
    NumpyType(String name) {
        String bare = name.replaceFirst("^[<>|=]", "");
        if (!bare.matches("[a-zA-Z]\\d{0,7}")) {
            throw new IllegalArgumentException(
                    "dtype is '" + name + "', expected a letter and a width, for example f2 or i8");
        }
        kind = bare.charAt(0);
        int count = bare.length() > 1 ? Integer.parseInt(bare.substring(1)) : 1;
        bytes = kind == 'U' ? 4 * count : count;
        if (name.startsWith(">")) {
            order = ByteOrder.BIG_ENDIAN;
        }
    }

    /** Takes the state (version, byte order, sub-array, field names, fields, ...). */
    @Override
    public void restore(Object state) {
        if (!(state instanceof Object[] parts) || parts.length < 5) {
            structured = true; // of no kind that is read
            return;
        }
        order = ">".equals(parts[1]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        structured = parts[2] != null || parts[3] != null || parts[4] != null;
    }

    int bytes() {
        return bytes;
    }

    ByteOrder order() {
        return order;
    }

    boolean floating() {
        return !structured && kind == 'f' && (bytes == 2 || bytes == 4 || bytes == 8);
    }

    /** Returns whether values are integers or booleans. */
    boolean integral() {
        boolean integer = (kind == 'i' || kind == 'u') && (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8);
        return !structured && (integer || (kind == 'b' && bytes == 1));
    }

    /** Returns whether values are texts, which {@link #scalar} returns. */
    boolean textual() {
        return !structured && (kind == 'U' || kind == 'S');
    }

    /** Returns whether values are Python objects. */
    boolean objects() {
        return kind == 'O';
    }

    /** Returns NumPy's descriptor of the little-endian form, for example {@code <f2}. */
    String descriptor() {
        return (bytes == 1 ? "|" : "<") + kind + (kind == 'U' ? bytes / 4 : bytes);
    }

    /** Reads the integer at the buffer's position. Unsigned 64-bit values from 2^63 on become negative. */
    long integer(ByteBuffer data) {
        return switch (bytes) {
            case 1 -> kind == 'i' ? data.get() : Byte.toUnsignedLong(data.get());
            case 2 -> kind == 'i' ? data.getShort() : Short.toUnsignedLong(data.getShort());
            case 4 -> kind == 'i' ? data.getInt() : Integer.toUnsignedLong(data.getInt());
            default -> data.getLong();
        };
    }

    /** Returns a single value as a Double, Long, Boolean or String. */
    Object scalar(byte[] data) {
        if (kind == 'U') {
            return new String(data, order == ByteOrder.BIG_ENDIAN ? UTF_32BE : UTF_32LE).replace("\0", "");
        }
        if (kind == 'S') {
            return new String(data, StandardCharsets.ISO_8859_1).replace("\0", "");
        }
        NumpyArray array = new NumpyArray(new int[0], this, data, false);
        if (floating()) {
            return array.tensor().values()[0];
        }
        long value = array.integers().values()[0];
        if (kind == 'b') {
            return value != 0;
        }
        return value;
    }

    @Override
    public String toString() {
        return structured ? "structured" : descriptor();
    }
}
