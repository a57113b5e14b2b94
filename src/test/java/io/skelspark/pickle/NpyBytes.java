package io.skelspark.pickle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A writer of files of NumPy arrays, sound and odd ones. */
public final class NpyBytes {
    private NpyBytes() {}

    /** The file of an array with the header and the data as they are given. */
    public static byte[] raw(int version, String descriptor, String order, String shape, byte[] data) {
        String header = "{'descr': " + descriptor + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        file.put((byte) version).put((byte) 0);
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        file.put(text).put(data);
        return Arrays.copyOf(file.array(), file.position());
    }

    /** A float32 array. */
    public static byte[] floats(String shape, double... values) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            data.putFloat((float) value);
        }
        return raw(1, "'<f4'", "False", shape, data.array());
    }

    /** An int64 array. */
    public static byte[] longs(String shape, long... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            data.putLong(value);
        }
        return raw(1, "'<i8'", "False", shape, data.array());
    }

    /** An array of texts of up to 8 characters. */
    public static byte[] texts(String shape, String... values) {
        ByteBuffer data = ByteBuffer.allocate(32 * values.length);
        for (int i = 0; i < values.length; i++) {
            data.position(32 * i).put(values[i].getBytes(Charset.forName("UTF-32LE")));
        }
        return raw(1, "'<U8'", "False", shape, data.array());
    }

    /** An archive of arrays by name, stored or compressed. */
    public static byte[] archive(Map<String, byte[]> arrays, boolean compressed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                zip.setLevel(compressed ? 9 : 0);
                zip.putNextEntry(entry);
                zip.write(array.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
