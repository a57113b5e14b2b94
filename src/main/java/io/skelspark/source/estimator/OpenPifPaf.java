package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.JsonStart;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code NAME.openpifpaf.json} that {@code openpifpaf.video} writes: a JSON object in each line, a line for each
 * frame, even if nobody is in it. {@link OpenPifPafImages} reads what {@code openpifpaf.predict} writes.
 *
 * <p>Frames count from that of the first line. A joint that was not found has score 0, wherever it is. {@code id_} is an
 * identity.
 *
 * @source openpifpaf, src/openpifpaf/video.py and src/openpifpaf/annotation.py
 */
public record OpenPifPaf() implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        JsonStart json = JsonStart.of(start);
        return accepts(name) && json.has("frame") && json.has("predictions");
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        return List.of(new Reader(JsonFile.of(path, hadoop)));
    }

    private static final class Reader implements RecordingReader {
        private final RecordingHeader header;
        private final JsonInput json;
        private int first = -1;
        private int last = -1;

        private Reader(JsonFile file) throws IOException {
            String stem = file.stem(".json");
            String suffix = ".openpifpaf";
            header = new RecordingHeader(
                    stem.endsWith(suffix) ? stem.substring(0, stem.length() - suffix.length()) : stem,
                    Unit.PIXEL,
                    true);
            json = file.open();
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            json.at("the line after " + (last < 0 ? "the start" : "frame " + last));
            json.nextValue();
            if (json.isEnd()) {
                return null;
            }
            json.object("content");
            int before = last;
            List<Detection> people = null;
            while (json.nextField()) {
                switch (json.name()) {
                    case "frame" -> frame();
                    case "predictions" -> people = OpenPifPafPeople.read(json, place(before));
                    default -> json.skip();
                }
            }
            if (people == null || last == before) {
                throw json.wrong(people == null ? "predictions" : "frame", "no such key", "frame and predictions");
            }
            return new Frame(last - first, people);
        }

        private String place(int before) {
            return last == before ? "the line after frame " + before : "frame " + last;
        }

        private void frame() throws IOException, MalformedRecordException {
            int frame = json.integer("frame");
            if (frame <= last) {
                throw json.wrong("frame", frame + "", last < 0 ? "0 or more" : "more than " + last);
            }
            if (first < 0) {
                first = frame;
            }
            last = frame;
            json.at("frame " + frame);
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
