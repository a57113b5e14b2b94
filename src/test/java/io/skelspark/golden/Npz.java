package io.skelspark.golden;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Half;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** NumPy arrays of an {@code .npz} archive, or the one of an {@code .npy} file, by name. */
record Npz(Map<String, Array> arrays) {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([^)]*)\\)");

    /** One array: dtype descriptor, shape and values; integers and floats as doubles, strings as text. */
    record Array(String descriptor, int[] shape, double[] values, String text) {
        Tensor tensor() {
            return new Tensor(DType.of(descriptor), shape, values);
        }

        int[] ints() {
            return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        }

        float[] floats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        int scalar() {
            return (int) values[0];
        }
    }

    static Npz read(Path path) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        if (path.toString().endsWith(".npy")) {
            arrays.put("", parse(Files.readAllBytes(path)));
            return new Npz(arrays);
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            for (ZipEntry entry : Collections.list(entries)) {
                String name = entry.getName().replaceFirst("\\.npy$", "");
                arrays.put(name, parse(zip.getInputStream(entry).readAllBytes()));
            }
        }
        return new Npz(arrays);
    }

    boolean has(String name) {
        return arrays.containsKey(name);
    }

    Array array(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no array " + name + " among " + arrays.keySet());
        }
        return array;
    }

    private static Array parse(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int major = bytes.get(6);
        int start = major == 1 ? 10 : 12;
        int length = major == 1 ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
        String header = new String(file, start, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException("unexpected npy header " + header);
        }
        int[] shape = Arrays.stream(matcher.group(3).split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        String descriptor = matcher.group(1);
        ByteBuffer data = bytes.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
        if (descriptor.startsWith("<U")) {
            String text = new String(
                    file, start + length, file.length - start - length, java.nio.charset.Charset.forName("UTF-32LE"));
            return new Array(descriptor, shape, new double[0], text.replace("\0", ""));
        }
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(descriptor, data);
        }
        double[] rowMajor = matcher.group(2).equals("True") ? rowMajor(values, shape) : values;
        return new Array(descriptor, shape, rowMajor, "");
    }

    /** NumPy stores a transposed view in column-major order. */
    private static double[] rowMajor(double[] columnMajor, int[] shape) {
        double[] values = new double[columnMajor.length];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            int target = 0;
            int stride = values.length;
            for (int axis : shape) {
                stride /= axis;
                target += rest % axis * stride;
                rest /= axis;
            }
            values[target] = columnMajor[i];
        }
        return values;
    }

    private static double value(String descriptor, ByteBuffer data) {
        return switch (descriptor) {
            case "<f2" -> Half.toDouble(data.getShort());
            case "<f4" -> data.getFloat();
            case "<f8" -> data.getDouble();
            case "<i8" -> data.getLong();
            case "<i4" -> data.getInt();
            case "<u4" -> Integer.toUnsignedLong(data.getInt());
            case "<i2" -> data.getShort();
            case "|i1" -> data.get();
            case "|u1", "|b1" -> Byte.toUnsignedInt(data.get());
            default -> throw new IllegalArgumentException("unexpected dtype " + descriptor);
        };
    }
}
