package io.skelspark.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of a file that is compressed with gzip. It may be {@value #RATIO} times as long as the file, and 64 MiB more:
 * a longer one is refused, because a short file must not fill the memory or run for hours.
 */
public final class Gunzip extends FilterInputStream {
    private static final int MAGIC = 0x1f8b;
    private static final int BUFFER = 1 << 16;
    private static final long FREE = 64L << 20;
    /** The most bytes of content for each compressed one; skeletons have about ten. */
    private static final long RATIO = 200;

    private final Counter compressed;
    private long plain;

    private Gunzip(InputStream content, Counter compressed) {
        super(content);
        this.compressed = compressed;
    }

    /** Returns whether a stream that supports {@code mark} is compressed with gzip. Its position stays. */
    public static boolean starts(InputStream stream) throws IOException {
        stream.mark(2);
        int start = stream.read() << 8 | stream.read();
        stream.reset();
        return start == MAGIC;
    }

    /**
     * Returns the content of a compressed stream. Reading it throws {@link ZipException} or
     * {@link java.io.EOFException} if it is damaged, cut short or too long.
     */
    public static InputStream open(InputStream stream) throws IOException {
        Counter compressed = new Counter(stream);
        return new Gunzip(new GZIPInputStream(compressed, BUFFER), compressed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        int got = super.read(target, from, count);
        plain += Math.max(got, 0);
        if (plain > FREE + RATIO * compressed.count) {
            throw new ZipException("the content is more than " + RATIO + " times as long as the file");
        }
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static final class Counter extends FilterInputStream {
        private long count;

        private Counter(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int got = super.read();
            count += got < 0 ? 0 : 1;
            return got;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int got = super.read(target, from, length);
            count += Math.max(got, 0);
            return got;
        }
    }
}
