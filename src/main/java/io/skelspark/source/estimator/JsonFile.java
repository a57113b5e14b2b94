package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A JSON file of a whole recording, which is read from its start as often as its form needs. */
record JsonFile(Path path, Configuration hadoop) {
    /** Names a file. */
    static JsonFile of(String path, Configuration hadoop) {
        return new JsonFile(new Path(path), hadoop);
    }

    /** Returns the name of the file. */
    String name() {
        return path.getName();
    }

    /** Returns the name of the file without a suffix. */
    String stem(String suffix) {
        return name().endsWith(suffix) ? name().substring(0, name().length() - suffix.length()) : name();
    }

    /** Opens the file. Faults are in that file. */
    JsonInput open() throws IOException {
        return new JsonInput(name(), InputFile.open(path, hadoop));
    }

    /** Opens the file and goes to its outermost value. */
    JsonInput start() throws IOException, MalformedRecordException {
        JsonInput json = open();
        try {
            json.nextValue();
            return json;
        } catch (IOException | MalformedRecordException failed) {
            json.close();
            throw failed;
        }
    }
}
