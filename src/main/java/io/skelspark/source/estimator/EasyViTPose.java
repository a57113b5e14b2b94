package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.JsonInput.Rows;
import io.skelspark.source.detection.JsonStart;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code NAME_result.json} of easy_ViTPose: people by identity in a list of frames, then the names of the joints.
 *
 * <p>The file has y before x. An identity is that of its tracker SORT; for an image it is a running number. As the names come
 * last, the file is read twice: first for the names, then frame by frame.
 *
 * @source JunkyByte/easy_ViTPose, inference.py
 */
public record EasyViTPose() implements PoseFormat {
    private static final int NUMBERS = 3;

    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        JsonStart frames = JsonStart.of(start).field("keypoints");
        return accepts(name) && frames.isList() && frames.item().isObject();
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        JsonFile file = JsonFile.of(path, hadoop);
        RecordingHeader header = header(file);
        JsonInput json = file.start();
        try {
            return List.of(new Reader(header, json));
        } catch (IOException | MalformedRecordException failed) {
            json.close();
            throw failed;
        }
    }

    /** Reads the file for what is not in the frames. */
    private static RecordingHeader header(JsonFile file) throws IOException, MalformedRecordException {
        List<String> names = List.of();
        int frames = 0;
        try (JsonInput json = file.start()) {
            json.object("content");
            while (json.nextField()) {
                switch (json.name()) {
                    case "keypoints" -> frames = count(json);
                    case "skeleton" -> names = Joints.names(json);
                    default -> json.skip();
                }
            }
            json.end();
        }
        return new RecordingHeader(file.stem(".json"), Unit.PIXEL, true, names, null, frames, 0);
    }

    private static int count(JsonInput json) throws IOException, MalformedRecordException {
        json.array("keypoints");
        int items = 0;
        while (json.nextItem()) {
            json.skip();
            items++;
        }
        return items;
    }

    private static final class Reader implements RecordingReader {
        private final RecordingHeader header;
        private final JsonInput json;
        private int next;

        private Reader(RecordingHeader header, JsonInput json) throws IOException, MalformedRecordException {
            this.header = header;
            this.json = json;
            json.object("content");
            while (json.nextField()) {
                if (json.name().equals("keypoints")) {
                    return;
                }
                json.skip();
            }
            throw json.wrong("keypoints", "no such key", "a list of frames");
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            if (next == header.frames() || !json.nextItem()) {
                return null;
            }
            int index = next++;
            List<Detection> people = new ArrayList<>();
            json.at("frame " + index);
            json.object("keypoints");
            while (json.nextField()) {
                String track = json.name();
                json.at("person " + track + " in frame " + index);
                people.add(person(track));
            }
            return new Frame(index, people);
        }

        private Detection person(String track) throws IOException, MalformedRecordException {
            Rows rows = json.rows("keypoints");
            if (rows.width() != NUMBERS) {
                throw json.wrong(
                        "keypoints",
                        rows.count() + " joints of " + rows.width() + " numbers",
                        "y, x and score of each joint");
            }
            double[] values = rows.values();
            for (int y = 0; y < values.length; y += NUMBERS) {
                double first = values[y];
                values[y] = values[y + 1];
                values[y + 1] = first;
            }
            return Detection.scored(track, values, Double.NaN, null);
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
