package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import io.skelspark.source.SkeletonSource;
import io.skelspark.storage.InputFile;
import io.skelspark.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** The SHA-256 over the names, lengths and contents of the files of a source; tasks of Spark read the files. */
final class SourceChecksum {
    private SourceChecksum() {}

    /**
     * Summarises files of a source. Names start at the folder that all files have in common, so that a source
     * has the same sum wherever it lies.
     */
    static Manifest.SourceSummary summarise(
            SkeletonSource source, List<String> files, int slices, JavaSparkContext spark) {
        SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
        List<String> digests = spark.parallelize(files, slices)
                .map(file -> digest(source.contents(file, hadoop.value()), hadoop.value()))
                .collect();
        String folder = commonFolder(files);
        Sha256 sum = new Sha256();
        for (int i = 0; i < digests.size(); i++) {
            sum.add(files.get(i).substring(folder.length()) + "\0" + digests.get(i) + "\n");
        }
        return new Manifest.SourceSummary(source.toString(), files.size(), sum.hex());
    }

    /** Returns the digest of a file, or of the names and the digests of several. */
    private static String digest(List<String> files, Configuration hadoop) throws IOException {
        if (files.size() == 1) {
            return digest(files.get(0), hadoop);
        }
        Sha256 sum = new Sha256();
        for (String file : files) {
            sum.add(new Path(file).getName() + "\0" + digest(file, hadoop) + "\n");
        }
        return sum.hex();
    }

    private static String digest(String file, Configuration hadoop) throws IOException {
        Path path = new Path(file);
        Sha256 sum = new Sha256();
        try (InputStream stream = InputFile.open(path, hadoop)) {
            return sum.add(stream) + "\0" + sum.hex();
        }
    }

    private static String commonFolder(List<String> files) {
        String folder = files.get(0).substring(0, files.get(0).lastIndexOf('/') + 1);
        for (String file : files) {
            while (!file.startsWith(folder)) {
                folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            }
        }
        return folder;
    }
}
