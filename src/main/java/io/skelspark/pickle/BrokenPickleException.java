package io.skelspark.pickle;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A pickle is cut short, damaged, or holds something that is not read; the file system itself did not fail. */
public final class BrokenPickleException extends IOException {
    private static final long serialVersionUID = 1;

    private final long position;

    /** What is wrong with the file of that name, at that byte. */
    public BrokenPickleException(String name, long position, String reason, @Nullable Throwable cause) {
        super(name + ", byte " + position + ": " + reason, cause);
        this.position = position;
    }

    /** Bytes from the start of the file to the first one that could not be read. */
    public long position() {
        return position;
    }
}
