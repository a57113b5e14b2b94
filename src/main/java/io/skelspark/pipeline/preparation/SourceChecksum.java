package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** SHA-256 over the names, lengths and contents of the files of a source, each file digested by a task. */
final class SourceChecksum {
    private SourceChecksum() {}

    /**
     * The summary of a source under a description. Names count from the folder that all files have in common, so that
     * a source has the same sum wherever it lies.
     */
    static Manifest.SourceSummary summarise(
            String description, List<String> files, int slices, JavaSparkContext spark) {
        SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
        List<String> digests = spark.parallelize(files, slices)
                .map(file -> digest(file, hadoop.value()))
                .collect();
        String folder = commonFolder(files);
        MessageDigest sum = sha256();
        for (int i = 0; i < digests.size(); i++) {
            String line = files.get(i).substring(folder.length()) + "\0" + digests.get(i) + "\n";
            sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return new Manifest.SourceSummary(
                description, files.size(), HexFormat.of().formatHex(sum.digest()));
    }

    private static String digest(String file, Configuration hadoop) throws IOException {
        Path path = new Path(file);
        MessageDigest sum = sha256();
        long length = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream stream = path.getFileSystem(hadoop).open(path)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                sum.update(buffer, 0, read);
                length += read;
            }
        }
        return length + "\0" + HexFormat.of().formatHex(sum.digest());
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
