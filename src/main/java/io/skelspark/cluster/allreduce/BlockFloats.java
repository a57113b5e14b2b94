package io.skelspark.cluster.allreduce;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The floats of a block in order, as BigDL writes them: four bytes each, big-endian. */
final class BlockFloats {
    private static final int WINDOW = 16384;

    private final InputStream bytes;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW * Float.BYTES);

    BlockFloats(InputStream bytes) {
        this.bytes = bytes;
    }

    /** Reads the next floats into a part of an array. */
    void read(float[] target, int offset, int count) throws IOException {
        int end = offset + count;
        for (int next = offset; next < end; next += WINDOW) {
            int floats = Math.min(WINDOW, end - next);
            int length = floats * Float.BYTES;
            if (bytes.readNBytes(window.array(), 0, length) < length) {
                throw new EOFException("the block ends within its floats");
            }
            window.asFloatBuffer().get(target, next, floats);
        }
    }

    /** Reads the next float. */
    float read() throws IOException {
        float[] value = new float[1];
        read(value, 0, 1);
        return value[0];
    }

    /** Skips floats. */
    void skip(int count) throws IOException {
        bytes.skipNBytes((long) count * Float.BYTES);
    }
}
