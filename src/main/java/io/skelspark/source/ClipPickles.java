package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.Description;
import io.skelspark.pickle.PickleInput;
import io.skelspark.pickle.SafeUnpickler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The source of a folder of pickles of one clip each, as {@code ntu_pose_extraction} of MMAction2 writes them: a dict with
 * the fields of an annotation, without splits.
 *
 * @param folder the folder of the files {@code *.pkl}, or a pattern with {@code *} for several
 * @source MMAction2, tools/data/skeleton/ntu_pose_extraction.py
 */
public record ClipPickles(String folder) implements SkeletonSource {
    private static final String SUFFIX = ".pkl";

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return ClipFile.list(folder, SUFFIX, hadoop);
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        String id = ClipFile.stem(file, SUFFIX);
        return ClipFile.read(file, id, hadoop, content -> {
            String name = new Path(file).getName();
            PickleInput input = new PickleInput(new ByteArrayInputStream(content), name, content.length);
            try {
                return List.of(annotation(SafeUnpickler.ofArrays().load(input)));
            } catch (BrokenPickleException damaged) {
                return List.of(PickleFile.rejection(id, "file", damaged));
            }
        });
    }

    private static Annotation annotation(Object content) throws MalformedRecordException {
        if (!(content instanceof Map<?, ?> dict)) {
            throw new MalformedRecordException(
                    "file",
                    Description.of(content),
                    "a dict of one clip; the source type PysklPickle reads a list of them");
        }
        Fields fields = new Fields(dict);
        return PysklRecords.dense(fields.text("frame_dir"), fields, List.of());
    }
}
