package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.RecordReader;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The source of an annotation pickle of PYSKL or MMAction2: a dict of {@code split} and {@code annotations}, or a bare
 * list of annotations.
 *
 * @param annFile path of the file, on any file system that Hadoop knows
 * @source MMAction2, mmaction/datasets/pose_dataset.py
 */
public record PysklPickle(String annFile) implements SkeletonSource {
    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return List.of(PickleFile.existing(annFile, hadoop).path().toString());
    }

    /** Reads the records. The file is read twice if its splits come after the annotations. */
    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        return records(file, hadoop, PysklRecords::dense);
    }

    /**
     * Reads the records of a file.
     *
     * @param maker makes a record of an annotation
     */
    static PysklRecords records(String file, Configuration hadoop, PysklRecords.RecordMaker maker) throws IOException {
        InputFile pickle = PickleFile.existing(file, hadoop);
        String name = pickle.name();
        RecordReader reader = RecordReader.ofArrays(PickleFile.open(pickle));
        try {
            boolean readable = startsSoundly(reader);
            Object split = reader.beside("split");
            if (readable && split == null && !reader.bareList()) {
                split = splitAtTheEnd(pickle);
            }
            return new PysklRecords(name, reader, new Splits(name, split), maker);
        } catch (IOException failed) {
            reader.close();
            throw failed;
        }
    }

    private static boolean startsSoundly(RecordReader reader) throws IOException {
        try {
            reader.advance();
            return true;
        } catch (BrokenPickleException brokenAtTheStart) {
            return false; // the iterator reports the same damage
        }
    }

    private static @Nullable Object splitAtTheEnd(InputFile pickle) throws IOException {
        try (RecordReader reader = RecordReader.ofArrays(PickleFile.open(pickle))) {
            while (reader.advance()) {
                reader.next();
            }
            return reader.beside("split");
        } catch (BrokenPickleException endsBeforeTheSplits) {
            return null; // the iterator reports the same damage
        }
    }
}
