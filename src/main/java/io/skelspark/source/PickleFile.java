package io.skelspark.source;

import io.skelspark.pickle.PickleInput;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A pickle file on any file system that Hadoop knows.
 *
 * @param path its full path
 */
record PickleFile(Path path) {
    private static final int BUFFER = 1 << 16;

    /** @throws IOException if there is no such file, naming it */
    static PickleFile existing(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        Path full = files.makeQualified(path);
        if (!files.exists(full) || !files.getFileStatus(full).isFile()) {
            throw new FileNotFoundException("no file " + full + ": expected an annotation pickle");
        }
        return new PickleFile(full);
    }

    PickleInput open(Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        FileStatus status = files.getFileStatus(path);
        return new PickleInput(new BufferedInputStream(files.open(path), BUFFER), path.getName(), status.getLen());
    }
}
