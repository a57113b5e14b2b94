package io.skelspark.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A writer of pickles, sound and damaged ones, opcode by opcode. */
public final class PickleBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int memo;

    /** Begins a pickle of a protocol; protocol 0 has no opcode for it. */
    public PickleBytes(int protocol) {
        if (protocol > 0) {
            raw(0x80, protocol);
        }
    }

    public PickleBytes raw(int... opcodes) {
        for (int opcode : opcodes) {
            bytes.write(opcode);
        }
        return this;
    }

    public PickleBytes op(char opcode) {
        return raw(opcode);
    }

    public PickleBytes text(String value) {
        return sized('X', value.getBytes(StandardCharsets.UTF_8));
    }

    public PickleBytes blob(byte[] value) {
        return sized('B', value);
    }

    private PickleBytes sized(char opcode, byte[] value) {
        op(opcode);
        little(value.length);
        bytes.writeBytes(value);
        return this;
    }

    public PickleBytes integer(int value) {
        op('J');
        little(value);
        return this;
    }

    /** Pushes a class. */
    public PickleBytes global(String module, String name) {
        bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Puts the object on top into the memo under the next number. */
    public PickleBytes put() {
        op('r');
        little(memo++);
        return this;
    }

    public PickleBytes recall(int number) {
        op('j');
        little(number);
        return this;
    }

    public PickleBytes tuple(int... values) {
        op('(');
        for (int value : values) {
            integer(value);
        }
        return op('t');
    }

    /** Pushes a dtype, for example {@code f2} in the byte order {@code <}. */
    public PickleBytes dtype(String name, String order) {
        global("numpy", "dtype").text(name).raw(0x89, 0x88, 0x87).op('R');
        op('(').integer(3).text(order).op('N').op('N').op('N').integer(-1).integer(-1);
        return integer(0).op('t').op('b');
    }

    /** Pushes an array as NumPy writes it, with each object put into the memo. */
    public PickleBytes array(String dtype, String order, int[] shape, boolean columnMajor, byte[] data) {
        global("numpy.core.multiarray", "_reconstruct").put();
        global("numpy", "ndarray").put().tuple(0).put().blob(new byte[] {'b'}).put();
        raw(0x87).put().op('R').put();
        op('(').integer(1).tuple(shape).put().dtype(dtype, order).put();
        raw(columnMajor ? 0x88 : 0x89).blob(data).put();
        return op('t').put().op('b');
    }

    /** Pushes an annotation whose joints are float16 ones. */
    public PickleBytes annotation(String idKey, String id, int people, int frames, int joints) {
        int size = people * frames * joints * 2;
        op('}').put().op('(').text(idKey).text(id).put().text("label").integer(3);
        text("total_frames").integer(frames).text("img_shape").tuple(1080, 1920).put();
        text("keypoint").array("f2", "<", new int[] {people, frames, joints, 2}, false, ones(size));
        return op('u');
    }

    /** Returns the bytes of some float16 ones. */
    public static byte[] ones(int count) {
        byte[] data = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            data[2 * i + 1] = 0x3c;
        }
        return data;
    }

    private void little(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.write(value >>> shift);
        }
    }

    /** Returns the bytes so far, without the opcode that ends the pickle. */
    public byte[] open() {
        return bytes.toByteArray();
    }

    /** Ends the pickle and returns its bytes. */
    public byte[] stop() {
        return op('.').open();
    }
}
