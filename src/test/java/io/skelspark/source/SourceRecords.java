package io.skelspark.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The records of sources, read to the end. */
final class SourceRecords {
    private static final Configuration HADOOP = new Configuration();

    private SourceRecords() {}

    /** Reads all files of a source. */
    static List<SourceRecord> of(SkeletonSource source) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (String file : source.files(HADOOP)) {
            records.addAll(of(source, file));
        }
        return records;
    }

    /** Reads one file of a source. */
    static List<SourceRecord> of(SkeletonSource source, String file) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        source.read(file, HADOOP).forEachRemaining(records::add);
        return records;
    }
}
