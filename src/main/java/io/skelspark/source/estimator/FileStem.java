package io.skelspark.source.estimator;

import org.apache.hadoop.fs.Path;

/** Names of recordings, after their files. */
final class FileStem {
    private FileStem() {}

    /** Returns the name of a file without its folder and its last suffix. */
    static String of(String path) {
        String name = new Path(path).getName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
