package io.skelspark.pickle;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if a pickle or a file of arrays is cut short, damaged, or holds something that is not read. A file system that fails throws others. */
public final class BrokenPickleException extends IOException {
    private static final long serialVersionUID = 1;

    private final long position;

    /**
     * Creates an exception whose message names the file, the byte and the reason.
     *
     * @param position bytes from the start of the file to the first one that could not be read
     */
    public BrokenPickleException(String name, long position, String reason, @Nullable Throwable cause) {
        super(name + ", byte " + position + ": " + reason, cause);
        this.position = position;
    }

    /** Returns the number of bytes before the first one that could not be read. */
    public long position() {
        return position;
    }
}
