package io.skelspark.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The answer to "what if the output is there already", the same for every job that writes. */
public enum Existing {
    /** Leaves what is there and refuses with a message that names {@code --overwrite}. */
    REFUSE,
    /** Replaces what is there once the new output is complete. */
    OVERWRITE;

    /**
     * Checks that a file may be written.
     *
     * @throws FileAlreadyExistsException if it exists and must stay
     */
    public void check(Path file, Configuration hadoop) throws IOException {
        if (this == REFUSE && file.getFileSystem(hadoop).exists(file)) {
            throw refusal(file.toString(), "exists already; name another place");
        }
    }

    /**
     * Returns the error of a job that leaves what it found.
     *
     * @param place file or folder
     * @param found what is there, and what else to do than to replace it
     */
    public static FileAlreadyExistsException refusal(String place, String found) {
        return new FileAlreadyExistsException(place, null, found + ", or pass --overwrite to replace it");
    }
}
