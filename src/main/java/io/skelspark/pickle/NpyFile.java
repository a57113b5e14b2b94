package io.skelspark.pickle;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of one NumPy array ({@code .npy}) of the format 1.0, 2.0 or 3.0. It is read as a whole, or entry by entry of its
 * outermost axis.
 *
 * @source NumPy, numpy/lib/format.py
 */
public final class NpyFile implements Closeable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']{1,16})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\dL\\s,]*)\\)"); // L: Python 2

    private final InputStream stream;
    private final String name;
    private final long length;
    private long position;
    private int[] shape = {};
    private NumpyType type = new NumpyType("f4");
    private boolean columnMajor;
    private int entries;

    private NpyFile(InputStream stream, String name, long length) {
        this.stream = stream;
        this.name = name;
        this.length = length;
    }

    /**
     * Reads the header of an array.
     *
     * @param name name of the file, for messages
     * @param length number of bytes of the file
     * @throws BrokenPickleException if the stream does not start with the header of an array
     */
    public static NpyFile open(InputStream stream, String name, long length) throws IOException {
        NpyFile file = new NpyFile(stream, name, length);
        file.readHeader();
        return file;
    }

    /** Returns whether a file starts as one of an array. */
    public static boolean starts(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length));
    }

    private void readHeader() throws IOException {
        byte[] start = bytes(MAGIC.length + 2);
        int version = start[MAGIC.length];
        if (!starts(start) || version < 1 || version > 3) {
            throw broken("no NumPy array of the format 1 to 3; write it with numpy.save");
        }
        ByteBuffer size = ByteBuffer.wrap(bytes(version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        long characters = version == 1 ? Short.toUnsignedInt(size.getShort()) : size.getInt();
        if (characters < 0 || characters > LONGEST_HEADER) {
            throw broken("a header of " + characters + " bytes, expected at most " + LONGEST_HEADER);
        }
        String header = new String(bytes((int) characters), StandardCharsets.UTF_8);
        Matcher descriptor = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher axes = SHAPE.matcher(header);
        if (!descriptor.find() || !order.find() || !axes.find()) {
            throw broken("no header of a plain array, expected its dtype, order and shape; write it with numpy.save");
        }
        try {
            type = new NumpyType(descriptor.group(1));
            shape = NumpyArray.axes(Arrays.stream(axes.group(1).replace("L", "").split(","))
                    .map(String::strip)
                    .filter(axis -> !axis.isEmpty())
                    .map(Long::valueOf)
                    .toArray());
        } catch (IllegalArgumentException bad) {
            throw broken(String.valueOf(bad.getMessage()));
        }
        columnMajor = order.group(1).equals("True");
    }

    /** Returns the sizes of the axes, outermost first. */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * Reads all values.
     *
     * @throws BrokenPickleException if the file is shorter or longer than the shape says, or holds objects
     */
    public NumpyArray array() throws IOException {
        NumpyArray array = new NumpyArray(shape, type, bytes(size(shape)), columnMajor);
        if (upTo(1).length > 0) {
            throw broken("more bytes after the values of " + array + "; write one array a file");
        }
        return array;
    }

    /**
     * Reads the next entry of the outermost axis.
     *
     * @return null after the last one
     * @throws BrokenPickleException if the file is cut short, in column-major order, or holds objects
     */
    public @Nullable NumpyArray next() throws IOException {
        if (columnMajor) {
            throw broken("fortran_order: True, expected row-major order; write numpy.ascontiguousarray(x)");
        }
        if (shape.length == 0 || entries == shape[0]) {
            return null;
        }
        entries++;
        int[] entry = Arrays.copyOfRange(shape, 1, shape.length);
        return new NumpyArray(entry, type, bytes(size(entry)), false);
    }

    /**
     * Reads the one object of an array of the dtype object without axes, as {@code numpy.save} writes a dict.
     *
     * @throws BrokenPickleException if it is no such array, or its pickle is damaged or not accepted
     */
    public @Nullable Object object() throws IOException {
        if (!type.objects()) {
            throw broken("an array of " + type + ", expected an object");
        }
        Object loaded = SafeUnpickler.ofArrays().load(new PickleInput(stream, name, PickleInput.UNKNOWN_LENGTH));
        if (!(loaded instanceof NumpyArray array) || !array.holdsObject()) {
            throw broken(Description.of(loaded) + ", expected an array of one object");
        }
        return array.object();
    }

    private int size(int[] axes) throws IOException {
        if (type.objects()) {
            throw broken("an array of Python objects, which are a pickle within the file; write numbers or texts:"
                    + " numpy.asarray(x, dtype=numpy.float32), or dtype=str");
        }
        long size = type.bytes();
        for (int axis : axes) {
            size = Math.min(size * axis, 1L << 31); // an absurd shape must not overflow into a plausible size
        }
        if (size > length - position || size >= Integer.MAX_VALUE - 8) {
            throw broken("the shape " + Arrays.toString(shape) + " of " + type + " needs "
                    + (size >= 1L << 31 ? "2^31 or more" : size) + " bytes, found " + (length - position)
                    + "; the file is cut short or damaged");
        }
        return (int) size;
    }

    private byte[] bytes(int count) throws IOException {
        byte[] found = upTo(count);
        if (found.length < count) {
            throw broken("the file ends inside the array: it is cut short; copy it again");
        }
        return found;
    }

    private byte[] upTo(int count) throws IOException {
        try {
            byte[] found = stream.readNBytes(count);
            position += found.length;
            return found;
        } catch (ZipException | EOFException damaged) {
            throw broken("damaged compression (" + damaged.getMessage() + "); copy the file again");
        }
    }

    private BrokenPickleException broken(String reason) {
        return new BrokenPickleException(name, position, reason, null);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
