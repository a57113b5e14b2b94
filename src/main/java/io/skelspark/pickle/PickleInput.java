package io.skelspark.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the bytes of a pickle, with its position. Unlike other streams it throws at the end instead of returning
 * -1: a pickle says itself where it ends, so an earlier end is damage.
 */
public final class PickleInput extends InputStream {
    /** Stands for the length of a stream if the length is not known. */
    public static final long UNKNOWN_LENGTH = -1;

    private final InputStream source;
    private final String name;
    private final long length;
    private long position;

    /**
     * Creates an input over a stream, which should be buffered.
     *
     * @param name name of the stream, for messages
     * @param length number of bytes of the stream, or {@link #UNKNOWN_LENGTH}
     */
    public PickleInput(InputStream source, String name, long length) {
        this.source = source;
        this.name = name;
        this.length = length;
    }

    /** Returns the name of the stream, for messages. */
    public String name() {
        return name;
    }

    /** Returns the number of bytes read so far. */
    public long position() {
        return position;
    }

    /** Reads some bytes, fewer at the end. */
    byte[] upTo(int count) throws IOException {
        byte[] found = decompressed(() -> source.readNBytes(count));
        position += found.length;
        return found;
    }

    /** Reads a compressed stream to its end, where its checksum stands; the length of such a stream is not known. */
    void checkEnd() throws IOException {
        if (length == UNKNOWN_LENGTH) {
            decompressed(() -> source.transferTo(OutputStream.nullOutputStream()));
        }
    }

    /** A step of reading a stream that may be compressed. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T decompressed(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (EOFException | ZipException damaged) {
            throw broken(
                    position,
                    "damaged compression (" + damaged.getMessage() + "); copy or download the file again",
                    damaged);
        }
    }

    @Override
    public int read() throws IOException {
        int value = decompressed(source::read);
        if (value < 0) {
            throw endsEarly();
        }
        position++;
        return value;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, target.length);
        int got = decompressed(() -> source.read(target, from, count));
        if (got < 0) {
            throw endsEarly();
        }
        position += got;
        return got;
    }

    /** Reads some bytes as a little-endian number. Eight bytes may give a negative one. */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) read() << (8 * i);
        }
        return value;
    }

    /** Reads as many bytes as the pickle claims to hold. Takes memory only for bytes that are there. */
    byte[] bytes(long count) throws IOException {
        boolean fits = count >= 0 && count <= Integer.MAX_VALUE - 8;
        if (!fits || (length != UNKNOWN_LENGTH && count > length - position)) {
            throw broken("claims to hold " + Long.toUnsignedString(count) + " bytes here, but "
                    + (length == UNKNOWN_LENGTH
                            ? "an array cannot hold them"
                            : (length - position) + " are left: the file is cut short or damaged"));
        }
        byte[] found = upTo((int) count);
        if (found.length < count) {
            throw endsEarly();
        }
        return found;
    }

    /** Reads text up to the end of the line; it is short in a sound pickle. */
    String line(int limit) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (text.length() == limit) {
                throw broken("holds a name of more than " + limit + " characters");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    BrokenPickleException broken(String reason) {
        return broken(position, reason, null);
    }

    BrokenPickleException broken(long at, String reason, @Nullable Throwable cause) {
        return new BrokenPickleException(name, at, reason, cause);
    }

    private BrokenPickleException endsEarly() {
        return broken("the file ends inside a pickle: it is cut short; copy or download it again");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
