package io.skelspark.prepared;

import io.skelspark.storage.Folder;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** One Parquet file of a table: its name, its rows and its size. */
public record ParquetFile(String file, long rows, long bytes) implements Serializable {

    /** Returns the Parquet files of a folder, by name, with what their footers say. */
    public static List<ParquetFile> list(Folder folder) throws IOException {
        List<ParquetFile> files = new ArrayList<>();
        for (FileStatus file : folder.list()) {
            String name = file.getPath().getName();
            if (name.endsWith(".parquet")) {
                try (ParquetFileReader reader = open(file.getPath(), folder.hadoop())) {
                    files.add(new ParquetFile(name, reader.getRecordCount(), file.getLen()));
                }
            }
        }
        return files;
    }

    /** Opens a file; every page's checksum is verified. */
    static ParquetFileReader open(Path file, Configuration hadoop) throws IOException {
        return ParquetFileReader.open(
                HadoopInputFile.fromPath(file, hadoop),
                HadoopReadOptions.builder(hadoop)
                        .usePageChecksumVerification(true)
                        .withCodecFactory(new ExactCodecs(hadoop))
                        .build());
    }
}
