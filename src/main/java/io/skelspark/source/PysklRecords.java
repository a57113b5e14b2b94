package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.Description;
import io.skelspark.pickle.RecordReader;
import io.skelspark.skeleton.PoseSample;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one annotation pickle, read one at a time. The file is closed at its end. */
final class PysklRecords implements Iterator<SourceRecord>, Closeable {
    private final String file;
    private final RecordReader reader;
    private final Splits splits;
    private final RecordMaker maker;
    private final Queue<SourceRecord> ready = new ArrayDeque<>();
    private @Nullable String idKey;
    private final Set<String> found = new HashSet<>();
    private int index;
    private boolean ended;

    /** Makes a record of an annotation, whose fields have the names of the published files. */
    interface RecordMaker {
        SourceRecord record(String id, Fields fields, List<String> splits) throws IOException, MalformedRecordException;
    }

    PysklRecords(String file, RecordReader reader, Splits splits, RecordMaker maker) {
        this.file = file;
        this.reader = reader;
        this.splits = splits;
        this.maker = maker;
        ready.addAll(splits.faults());
        ended = splits.faults().stream().anyMatch(Loss.class::isInstance);
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && !ended) {
            try {
                readOne();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + " has no more annotations");
        }
        return ready.remove();
    }

    private void readOne() throws IOException {
        try {
            if (reader.advance()) {
                ready.add(record(reader.next()));
            } else {
                ready.addAll(splits.missing(found));
                close();
            }
        } catch (BrokenPickleException broken) {
            List<Rejection> missing = splits.missing(found);
            String named = missing.isEmpty() ? "" : ", " + missing.size() + " clips of its splits are lost";
            ready.add(PickleFile.loss(file, broken, "; " + index + " clips before it" + named));
            ready.addAll(missing);
            close();
        }
    }

    private SourceRecord record(@Nullable Object value) throws IOException {
        String id = file + "#" + index++;
        if (!(value instanceof Map<?, ?> dict)) {
            return new Rejection(id, "annotation", Description.of(value), "a dict");
        }
        Fields fields = new Fields(dict);
        if (idKey == null) { // the first annotation decides for all, as in the reference
            idKey = dict.containsKey("filename") ? "filename" : "frame_dir";
        }
        try {
            id = fields.text(idKey);
            found.add(id);
            return maker.record(id, fields, splits.of(id));
        } catch (MalformedRecordException mismatch) {
            return mismatch.rejection(id);
        }
    }

    /** Returns the annotation of a record that holds its joints. */
    static Annotation dense(String id, Fields fields, List<String> splits) throws MalformedRecordException {
        PoseSample sample = new PoseSample(
                id,
                fields.integer("label"),
                fields.integer("total_frames"),
                fields.optionalImageShape("img_shape"),
                fields.tensor("keypoint", 4, "(M, T, V, C)"),
                fields.optionalTensor("keypoint_score", 3, "(M, T, V)"));
        return new Annotation(sample, splits, NtuName.attributesOf(id));
    }

    @Override
    public void close() throws IOException {
        ended = true;
        reader.close();
    }
}
