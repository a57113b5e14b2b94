package io.skelspark.prepared;

import io.skelspark.storage.FileFault;
import java.io.IOException;
import java.nio.file.Path;

/** A failure to keep clips on the local disk; the prepared set itself is sound. */
public final class ScratchException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the failure.
     *
     * @param folder the folder for temporary files
     */
    ScratchException(Path folder, IOException cause) {
        super(
                "the clips cannot be kept in the folder for temporary files, " + folder + " (" + FileFault.reason(cause)
                        + "), expected free space for the split of the prepared set on that disk; name another folder with"
                        + " -Djava.io.tmpdir=FOLDER in spark.executor.extraJavaOptions, in local mode in"
                        + " spark.driver.extraJavaOptions",
                cause);
    }
}
