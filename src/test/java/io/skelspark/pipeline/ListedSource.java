package io.skelspark.pipeline;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A source of records that a test makes, under the names of files that exist.
 *
 * @param records the records of each file, in file order
 * @param failing name of the file whose reading fails after its records; empty for none
 */
public record ListedSource(String folder, Map<String, List<SourceRecord>> records, String failing)
        implements SkeletonSource {
    public ListedSource {
        records = new TreeMap<>(records);
    }

    @Override
    public List<String> files(Configuration hadoop) {
        return records.keySet().stream().map(name -> folder + "/" + name).toList();
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        String name = new Path(file).getName();
        Iterator<SourceRecord> all = records.getOrDefault(name, List.of()).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!all.hasNext() && name.equals(failing)) {
                    throw new IllegalStateException("the disk of " + name + " broke");
                }
                return all.hasNext();
            }

            @Override
            public SourceRecord next() {
                return all.next();
            }
        };
    }

    @Override
    public String toString() {
        return "ListedSource" + records.keySet();
    }

    public static Annotation in(PoseSample sample, String... splits) {
        return new Annotation(sample, List.of(splits));
    }
}
