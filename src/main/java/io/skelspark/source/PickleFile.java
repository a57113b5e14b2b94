package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.PickleInput;
import io.skelspark.storage.Gunzip;
import io.skelspark.storage.InputFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;

/** The pickle files of sources: found, opened, and rejected if they are damaged. */
final class PickleFile {
    private static final String PICKLE = "an annotation pickle, plain or compressed with gzip";
    private static final String SOUND = "a sound pickle up to its end";

    private PickleFile() {}

    /**
     * Returns the file of a path.
     *
     * @throws FileNotFoundException if there is no such file, naming it
     */
    static InputFile existing(String path, Configuration hadoop) throws IOException {
        return InputFile.existing(path, "an annotation pickle; fix the path of the source", hadoop);
    }

    /**
     * Opens a pickle, plain or compressed with gzip.
     *
     * @throws BrokenPickleException if the compression is damaged at its start
     */
    static PickleInput open(InputFile file) throws IOException {
        InputStream stream = file.open();
        try {
            return Gunzip.starts(stream)
                    ? new PickleInput(
                            new BufferedInputStream(Gunzip.open(stream), 1 << 16),
                            file.name(),
                            PickleInput.UNKNOWN_LENGTH)
                    : new PickleInput(stream, file.name(), file.length());
        } catch (EOFException | ZipException damaged) {
            stream.close();
            throw new BrokenPickleException(file.name(), 0, "damaged compression; copy the file again", damaged);
        }
    }

    /** Returns the loss of a damaged pickle of several clips, or of the rest of one. */
    static Loss loss(String file, BrokenPickleException broken, String before) {
        String id = file + "@" + broken.position();
        return broken.position() == 0
                ? new Loss(id, "file", String.valueOf(broken.getMessage()), PICKLE)
                : new Loss(id, "rest of the file", broken.getMessage() + before, SOUND);
    }

    /** Returns the rejection of a damaged pickle of one clip. */
    static Rejection rejection(String id, String field, BrokenPickleException broken) {
        return new Rejection(id, field, String.valueOf(broken.getMessage()), SOUND);
    }
}
