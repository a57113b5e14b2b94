package io.skelspark.source.recording;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The source of recordings that a pose estimator wrote: a file or a folder for each, at any depth below a path. A recording
 * is one clip, or one for each segment that its labels name, or one for each person.
 *
 * @param format the format of the files
 * @param path a file, a folder, or a pattern with {@code *}
 * @param labels where the labels come from
 * @param clips how clips are made of frames
 * @param parts how recordings that are a clip as a whole are divided, or null if they are not
 */
public record RecordingSource(PoseFormat format, String path, Labels labels, ClipMaker clips, @Nullable Parts parts)
        implements SkeletonSource {
    /** Creates the source of recordings that are not divided. */
    public RecordingSource(PoseFormat format, String path, Labels labels, ClipMaker clips) {
        this(format, path, labels, clips, null);
    }

    /** Lists the recordings, then the files of the labels, which name recordings that may be missing. */
    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        List<String> files = new ArrayList<>(paths(hadoop).list());
        files.addAll(labels.files(hadoop));
        return files;
    }

    @Override
    public List<String> contents(String file, Configuration hadoop) throws IOException {
        return labels.files(hadoop).contains(file)
                ? List.of(file)
                : paths(hadoop).contents(file);
    }

    @Override
    public SkeletonSource withoutLabels() {
        return new RecordingSource(format, path, new NoLabels(), clips, parts);
    }

    @Override
    public SkeletonSource inParts(int length, int overlap, int shortest) {
        return new RecordingSource(format, path, labels, clips, new Parts(length, overlap, shortest));
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        if (labels.files(hadoop).contains(file)) {
            return missing(file, hadoop).iterator();
        }
        try {
            return new RecordingClips(this, file, format.open(file, hadoop), hadoop);
        } catch (MalformedRecordException bad) {
            String name = paths(hadoop).name(file);
            return List.<SourceRecord>of(bad.rejection(name)).iterator();
        }
    }

    /** Returns the name of a recording of a file or folder. */
    String name(String file, RecordingReader recording, boolean several, Configuration hadoop) throws IOException {
        return paths(hadoop).name(file, recording.header().id(), several);
    }

    private RecordingPaths paths(Configuration hadoop) {
        return new RecordingPaths(path, format, hadoop);
    }

    /** Returns the rejections of recordings that have a label and are not there. */
    private List<SourceRecord> missing(String table, Configuration hadoop) throws IOException {
        if (!(labels instanceof LabelTable named)) {
            return List.of();
        }
        Set<String> missing = new HashSet<>(named.recordings(hadoop));
        for (String file : paths(hadoop).list()) {
            if (missing.isEmpty()) {
                break;
            }
            for (String name : names(file, hadoop)) {
                missing.remove(name);
                missing.remove(name.substring(name.lastIndexOf('/') + 1));
            }
        }
        return missing.stream()
                .sorted()
                .<SourceRecord>map(name -> new Rejection(
                        name,
                        "recording",
                        "none; " + new Path(table).getName() + " names it",
                        "a recording of that name below " + path))
                .toList();
    }

    private List<String> names(String file, Configuration hadoop) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            List<RecordingReader> recordings = format.open(file, hadoop);
            for (RecordingReader recording : recordings) {
                names.add(name(file, recording, recordings.size() > 1, hadoop));
                recording.close();
            }
        } catch (MalformedRecordException rejectedElsewhere) {
            names.add(paths(hadoop).name(file));
        }
        return names;
    }
}
