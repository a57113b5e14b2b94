package io.skelspark.source.recording;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.Omission;
import io.skelspark.source.SourceRecord;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The clips of the recordings of a file or folder, read one after the other. Only the frames of segments that have begun and
 * not ended are in memory, and of a recording that is divided those of one part.
 */
final class RecordingClips implements Iterator<SourceRecord>, AutoCloseable {
    private final RecordingSource source;
    private final String file;
    private final List<RecordingReader> recordings;
    private final Configuration hadoop;
    private final Queue<SourceRecord> records = new ArrayDeque<>();
    private int next;
    private @Nullable OpenRecording open;

    RecordingClips(RecordingSource source, String file, List<RecordingReader> recordings, Configuration hadoop) {
        this.source = source;
        this.file = file;
        this.recordings = recordings;
        this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
        try {
            while (records.isEmpty() && (open != null || next < recordings.size())) {
                if (open == null) {
                    open = open(recordings.get(next));
                } else if (!open.advance()) {
                    recordings.get(next++).close();
                    open = null;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be read: " + failed.getMessage(), failed);
        }
        return !records.isEmpty();
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all clips are read");
        }
        return records.remove();
    }

    private OpenRecording open(RecordingReader reader) throws IOException {
        String name = source.name(file, reader, recordings.size() > 1, hadoop);
        List<Segment> segments = segments(name);
        return new OpenRecording(name, reader, segments);
    }

    private List<Segment> segments(String name) throws IOException {
        try {
            List<Segment> segments = source.labels().of(name, hadoop);
            if (segments.isEmpty()) {
                records.add(new Omission(name, "recording", "no label", "a row in the table of labels"));
            }
            return segments;
        } catch (MalformedRecordException bad) {
            records.add(bad.rejection(name));
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        for (RecordingReader each : recordings.subList(next, recordings.size())) {
            each.close();
        }
    }

    /** A recording that is being read. */
    private final class OpenRecording {
        private final String name;
        private final RecordingReader reader;
        private final Queue<Segment> waiting;
        private final List<OpenSegment> begun = new ArrayList<>();
        private @Nullable Parts parts;
        private boolean checked;
        private int frames;

        private OpenRecording(String name, RecordingReader reader, List<Segment> segments) {
            this.name = name;
            this.reader = reader;
            this.waiting = new ArrayDeque<>(segments);
        }

        /** Reads a frame, and makes the clips that end before it. Returns false at the end of the recording. */
        private boolean advance() throws IOException {
            if (waiting.isEmpty() && begun.isEmpty()) {
                return false;
            }
            try {
                if (!checked) {
                    source.clips().check().check(reader.header());
                    parts = source.clips().inFramesOfTheFile(source.parts(), reader.header());
                    checked = true;
                }
                Frame frame = reader.next();
                if (frame != null) {
                    add(frame);
                    return true;
                }
            } catch (MalformedRecordException bad) {
                reject(bad);
                return false;
            }
            frames = Math.max(frames, reader.header().frames());
            end();
            return false;
        }

        private void add(Frame frame) throws MalformedRecordException {
            makeClips(begun.stream()
                    .filter(each -> each.segment.last() < frame.index())
                    .toList());
            while (!waiting.isEmpty() && waiting.element().first() <= frame.index()) {
                begun.add(new OpenSegment(waiting.remove()));
            }
            frames = frame.index() + 1;
            makeParts();
            source.clips().check().check(frame);
            for (OpenSegment each : begun) {
                each.frames.add(new Frame(frame.index() - each.segment.first(), frame.people()));
            }
        }

        /** Makes the clips that end with the recording. */
        private void end() {
            waiting.forEach(each -> begun.add(new OpenSegment(each)));
            waiting.clear();
            makeParts();
            makeClips(List.copyOf(begun));
        }

        /** Makes the parts after which the recording goes on. */
        private void makeParts() {
            if (parts == null) {
                return;
            }
            for (OpenSegment each : List.copyOf(begun)) {
                OpenSegment rest = each;
                while (rest.segment.last() == Segment.END
                        && rest.segment.first() + parts.length() - parts.overlap() + parts.shortest() <= frames) {
                    makeClips(List.of(rest.part(parts.length())));
                    begun.remove(rest);
                    rest = rest.after(parts.length() - parts.overlap());
                    begun.add(rest);
                }
            }
        }

        private void makeClips(List<OpenSegment> ended) {
            begun.removeAll(ended);
            for (OpenSegment each : ended) {
                records.addAll(source.clips().records(name, reader.header(), each.segment, each.frames, frames));
            }
        }

        /** Rejects the clips that have not ended: the recording cannot be read further. */
        private void reject(MalformedRecordException bad) {
            begun.forEach(each -> records.add(bad.rejection(each.segment.id(name))));
            waiting.forEach(each -> records.add(bad.rejection(each.id(name))));
            begun.clear();
            waiting.clear();
        }
    }

    /** A segment that has begun, with its frames so far. */
    private static final class OpenSegment {
        private final Segment segment;
        private final List<Frame> frames = new ArrayList<>();

        private OpenSegment(Segment segment) {
            this.segment = segment;
        }

        /** Returns the first frames as a segment that has ended. */
        private OpenSegment part(int length) {
            OpenSegment part = new OpenSegment(segment.between(segment.first(), segment.first() + length - 1));
            frames.stream().filter(frame -> frame.index() < length).forEach(part.frames::add);
            return part;
        }

        /** Returns the frames after the first ones as a segment that goes on. */
        private OpenSegment after(int passed) {
            OpenSegment rest = new OpenSegment(segment.between(segment.first() + passed, segment.last()));
            frames.stream()
                    .filter(frame -> frame.index() >= passed)
                    .forEach(frame -> rest.frames.add(new Frame(frame.index() - passed, frame.people())));
            return rest;
        }
    }
}
