package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.PickleInput;
import io.skelspark.storage.InputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** The pickle files of sources: found, opened, and rejected if they are damaged. */
final class PickleFile {
    private PickleFile() {}

    /**
     * Returns the file of a path.
     *
     * @throws FileNotFoundException if there is no such file, naming it
     */
    static InputFile existing(String path, Configuration hadoop) throws IOException {
        return InputFile.existing(path, "an annotation pickle; fix the path of the source", hadoop);
    }

    static PickleInput open(InputFile file) throws IOException {
        return new PickleInput(file.open(), file.name(), file.length());
    }

    /** Returns the rejection of a damaged pickle, or of the rest of one. */
    static Rejection rejection(String id, String field, BrokenPickleException broken) {
        return new Rejection(id, field, String.valueOf(broken.getMessage()), "a sound pickle up to its end");
    }
}
