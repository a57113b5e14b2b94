package io.skelspark.pickle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A writer of one pickle, opcode by opcode. It uses only opcodes that every reader of PyTorch knows, and none of the
 * memo, so that neither this side nor a reader's memo grows with the content. A stream that fails makes every method
 * throw an {@link UncheckedIOException}.
 */
final class PickleWriter {
    private final OutputStream stream;

    /** Begins a pickle on a stream, which stays open. */
    PickleWriter(OutputStream stream, int protocol) {
        this.stream = stream;
        raw(0x80).raw(protocol);
    }

    /** Starts the items of a tuple, list or dict. */
    PickleWriter mark() {
        return operation('(');
    }

    PickleWriter tuple() {
        return operation('t');
    }

    PickleWriter emptyTuple() {
        return operation(')');
    }

    PickleWriter emptyList() {
        return operation(']');
    }

    /** Appends the object on top to the list below it. */
    PickleWriter append() {
        return operation('a');
    }

    /** Appends the items since the mark to the list below it. */
    PickleWriter appends() {
        return operation('e');
    }

    PickleWriter emptyDict() {
        return operation('}');
    }

    /** Puts the key and the value on top into the dict below them. */
    PickleWriter item() {
        return operation('s');
    }

    /** Puts the keys and values since the mark into the dict below it. */
    PickleWriter items() {
        return operation('u');
    }

    /** Calls the callable below the tuple of its arguments. */
    PickleWriter reduce() {
        return operation('R');
    }

    /** Gives the object below it its state. */
    PickleWriter build() {
        return operation('b');
    }

    /** Refers to an object outside the pickle by the tuple on top. */
    PickleWriter persistent() {
        return operation('Q');
    }

    PickleWriter none() {
        return operation('N');
    }

    PickleWriter no() {
        return raw(0x89);
    }

    PickleWriter yes() {
        return raw(0x88);
    }

    /** Pushes a class or function. */
    PickleWriter global(String module, String name) {
        return raw(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    PickleWriter text(String value) {
        return sized('X', value.getBytes(StandardCharsets.UTF_8));
    }

    /** Pushes bytes, which needs protocol 3 or later. */
    PickleWriter blob(byte[] value) {
        return sized('B', value);
    }

    PickleWriter integer(long value) {
        if (value == (int) value) {
            return operation('J').little((int) value);
        }
        return integer(BigInteger.valueOf(value));
    }

    PickleWriter integer(BigInteger value) {
        byte[] big = value.toByteArray();
        raw(0x8a).raw(big.length);
        for (int i = big.length - 1; i >= 0; i--) {
            raw(big[i]);
        }
        return this;
    }

    /** Pushes a tuple of integers. */
    PickleWriter integers(List<Integer> values) {
        mark();
        values.forEach(this::integer);
        return tuple();
    }

    /** Pushes a dict of texts, integers, lists of these and such dicts. */
    PickleWriter dict(Map<String, ?> entries) {
        emptyDict().mark();
        entries.forEach((key, value) -> text(key).value(value));
        return items();
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            emptyDict().mark();
            map.forEach((key, item) -> {
                text((String) key);
                value(item);
            });
            items();
        } else if (value instanceof List<?> list) {
            emptyList().mark();
            list.forEach(this::value);
            appends();
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer || value instanceof Long) {
            integer(((Number) value).longValue());
        } else {
            throw new IllegalArgumentException("cannot write a " + Description.of(value)
                    + ", expected a text, an integer, a list or a dict of these");
        }
    }

    /** Ends the pickle. */
    void stop() {
        operation('.');
    }

    private PickleWriter sized(char opcode, byte[] value) {
        return operation(opcode).little(value.length).raw(value);
    }

    private PickleWriter little(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private PickleWriter operation(char opcode) {
        return raw(opcode);
    }

    private PickleWriter raw(int value) {
        return raw(new byte[] {(byte) value});
    }

    private PickleWriter raw(byte[] bytes) {
        try {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
