package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A recording, read to its end.
 *
 * @param header what it says of itself
 * @param frames its frames
 */
record ReadFrames(RecordingHeader header, List<Frame> frames) {
    /** Reads all recordings of a file or folder. */
    static List<ReadFrames> all(PoseFormat format, Path path) throws IOException, MalformedRecordException {
        List<ReadFrames> all = new ArrayList<>();
        for (RecordingReader reader : format.open(path.toString(), new Configuration())) {
            try (reader) {
                List<Frame> frames = new ArrayList<>();
                for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                    frames.add(frame);
                }
                all.add(new ReadFrames(reader.header(), frames));
            }
        }
        return all;
    }

    /** Reads the only recording of a file or folder. */
    static ReadFrames one(PoseFormat format, Path path) throws IOException, MalformedRecordException {
        List<ReadFrames> all = all(format, path);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " recordings in " + path);
        }
        return all.get(0);
    }

    /** Returns the indices of the frames. */
    List<Integer> indices() {
        return frames.stream().map(Frame::index).toList();
    }

    /** Returns the people of all frames. */
    List<Detection> people() {
        return frames.stream().flatMap(frame -> frame.people().stream()).toList();
    }

    /** Returns the number of people in each frame. */
    List<Integer> counts() {
        return frames.stream().map(frame -> frame.people().size()).toList();
    }

    /** Returns the identities of the people, frame after frame; "-" is none. */
    List<String> tracks() {
        return frames.stream()
                .flatMap(frame -> frame.people().stream())
                .map(person -> person.track() == null ? "-" : person.track())
                .toList();
    }
}
