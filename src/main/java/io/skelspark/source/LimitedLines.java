package io.skelspark.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A reader of lines that holds no more bytes of a line than a limit. */
final class LimitedLines {
    /**
     * A line without its line feed.
     *
     * @param number number of the line, from 1
     * @param bytes content of the line, or null if it is longer than the limit
     * @param ended whether a line feed follows
     */
    record Line(long number, byte @Nullable [] bytes, boolean ended) {}

    private final InputStream stream;
    private final int limit;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private long number;
    private boolean ended;

    LimitedLines(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** Reads the next line, or returns null after the last. */
    @Nullable
    Line next() throws IOException {
        if (!available()) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean fits = true;
        boolean lineFeed = false;
        while (available()) {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            fits = fits && line.size() + (long) (end - position) <= limit;
            if (fits) {
                line.write(buffer, position, end - position);
            }
            position = end;
            if (end < filled) {
                position++;
                lineFeed = true;
                break;
            }
        }
        return new Line(number, fits ? line.toByteArray() : null, lineFeed);
    }

    /** Ends the lines: {@link #next} returns null from now on, because the rest of the stream is unreadable. */
    void end() {
        ended = true;
        position = filled;
    }

    /** Returns the number of the last line; 0 before the first. */
    long number() {
        return number;
    }

    private boolean available() throws IOException {
        if (position < filled) {
            return true;
        }
        if (ended) {
            return false;
        }
        position = 0;
        filled = Math.max(stream.read(buffer), 0);
        return filled > 0;
    }
}
