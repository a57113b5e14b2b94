package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.FrameFiles;
import io.skelspark.source.detection.FrameFiles.FrameFile;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The folders that OpenPose writes with {@code --write_json}: a file {@code NAME_NUMBER_keypoints.json} for each frame, of
 * any version of the format, with {@code pose_keypoints_2d} or {@code pose_keypoints} of each person. Other tools write the
 * same form for other layouts, so the number of joints says which one it is.
 *
 * <p>The number counts from 0 or any other start. A constant step between frames, as {@code --frame_step} leaves it, is no
 * gap. Hands, faces and 3D joints are passed over.
 *
 * @param gaps whether a missing number is a frame without people; otherwise it is a fault
 * @source OpenPose, doc/02_output.md and include/openpose/filestream/wPeopleJsonSaver.hpp
 */
public record OpenPose(boolean gaps) implements PoseFormat {
    private static final Pattern NAME = Pattern.compile("(?:(?<recording>.*)_)?(?<number>\\d{1,18})_keypoints\\.json");

    @Override
    public boolean isFolder() {
        return true;
    }

    @Override
    public boolean accepts(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        return accepts(name) && new String(start, StandardCharsets.UTF_8).contains("\"people\"");
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        List<RecordingReader> recordings = new ArrayList<>();
        for (FrameFiles recording : FrameFiles.list(path, NAME, hadoop)) {
            recordings.add(new Reader(recording, hadoop));
        }
        return recordings;
    }

    private final class Reader implements RecordingReader {
        private final RecordingHeader header;
        private final List<FrameFile> files;
        private final Configuration hadoop;
        private final long step;
        private int next;

        private Reader(FrameFiles recording, Configuration hadoop) {
            files = recording.files();
            this.hadoop = hadoop;
            step = files.size() < 2 ? 1 : files.get(1).number() - files.get(0).number();
            header = new RecordingHeader(recording.recording(), Unit.PIXEL, true);
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            if (next == files.size()) {
                return null;
            }
            FrameFile file = files.get(next);
            long first = files.get(0).number();
            if (!gaps && file.number() != first + next * step) {
                throw new MalformedRecordException(
                        "frame " + (first + next * step),
                        "no file between " + files.get(next - 1).path().getName() + " and "
                                + file.path().getName(),
                        "a file for each frame; source.gaps = true takes a missing one for a frame without people");
            }
            int index = gaps ? Math.toIntExact(file.number() - first) : next;
            next++;
            try (JsonInput json = FrameFiles.json(file, hadoop)) {
                return new Frame(index, people(json, file.path().getName()));
            }
        }

        @Override
        public void close() {
            // each file is closed after its frame
        }
    }

    private static List<Detection> people(JsonInput json, String file) throws IOException, MalformedRecordException {
        List<Detection> people = null;
        json.nextValue();
        json.object("content");
        while (json.nextField()) {
            if (json.name().equals("people")) {
                people = new ArrayList<>();
                json.array("people");
                while (json.nextItem()) {
                    json.at("person " + (people.size() + 1) + " in " + file);
                    people.add(person(json));
                }
            } else {
                json.skip();
            }
        }
        if (people == null) {
            throw json.wrong("people", "no such key", "the people of the frame");
        }
        return people;
    }

    private static Detection person(JsonInput json) throws IOException, MalformedRecordException {
        double[] values = null;
        json.object("people");
        while (json.nextField()) {
            switch (json.name()) {
                case "pose_keypoints_2d", "pose_keypoints" -> values = json.numbers(json.name());
                default -> json.skip();
            }
        }
        if (values == null || values.length == 0 || values.length % Detection.SCORED_2D != 0) {
            throw json.wrong(
                    "pose_keypoints_2d",
                    values == null ? "no such key" : values.length + " numbers",
                    "x, y and score of each joint");
        }
        return Detection.scored(null, values, Double.NaN, null);
    }
}
