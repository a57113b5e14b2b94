package io.skelspark.source.estimator;

import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recording that is in memory, of a file that does not have its frames in order. */
final class HeldRecording implements RecordingReader {
    private final RecordingHeader header;
    private final Iterator<Frame> frames;

    HeldRecording(RecordingHeader header, List<Frame> frames) {
        this.header = header;
        this.frames = frames.iterator();
    }

    @Override
    public RecordingHeader header() {
        return header;
    }

    @Override
    public @Nullable Frame next() {
        return frames.hasNext() ? frames.next() : null;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
