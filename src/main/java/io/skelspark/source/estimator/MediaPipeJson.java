package io.skelspark.source.estimator;

import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Keyed;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * JSON files of the results of MediaPipe Pose: an array of frames with {@code pose_landmarks} and
 * {@code pose_world_landmarks}, each a list of people or the landmarks {@code {x, y, z, visibility}} of one person; those of
 * the image may have no z, and {@code score} or {@code confidence} in place of the visibility. The
 * array is the whole file, or stands under the key {@code frames} beside {@code image_width}, {@code image_height} and
 * {@code fps}. The number {@code frame} of a frame is its index; without one, its place is. The landmarks of the image may
 * also have the key {@code landmarks} or {@code keypoints}.
 *
 * @param landmarks which ones are read
 * @source MediaPipe, mediapipe/framework/formats/landmark.proto
 */
public record MediaPipeJson(Landmarks landmarks) implements PoseFormat {
    private static final int DIMENSIONS = 3;

    /** What people name the landmarks of the image besides. */
    private static final List<String> OTHERS = List.of("landmarks", "keypoints");

    /** The two results that MediaPipe gives of a person. */
    public enum Landmarks implements Keyed {
        /** Fractions of the image, with z in the scale of x. */
        IMAGE("image", "pose_landmarks", Unit.FRACTION),
        /** Metres from the middle of the hips, y down. */
        WORLD("world", "pose_world_landmarks", Unit.METRE);

        private final String key;
        private final String field;
        private final Unit unit;

        Landmarks(String key, String field, Unit unit) {
            this.key = key;
            this.field = field;
            this.unit = unit;
        }

        @Override
        public String key() {
            return key;
        }
    }

    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        if (!accepts(name)) {
            return false;
        }
        JsonStart json = JsonStart.of(start);
        JsonStart frame = json.isList() ? json.item() : json.field("frames").item();
        return new String(start, StandardCharsets.UTF_8).contains('"' + landmarks.field + '"')
                || (landmarks == Landmarks.IMAGE
                        && frame.has("frame")
                        && OTHERS.stream().anyMatch(frame::has));
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        double[] sizes = new double[3];
        List<String> names = List.of("image_width", "image_height", "fps");
        JsonFrames.fields(path, hadoop, json -> {
            int known = names.indexOf(json.name());
            if (known >= 0 && json.isNumber()) {
                sizes[known] = json.number(json.name());
            } else {
                json.skip();
            }
        });
        String id = FileStem.of(path);
        ImageShape image = sizes[0] >= 1 && sizes[1] >= 1 ? new ImageShape((int) sizes[1], (int) sizes[0]) : null;
        RecordingHeader header =
                new RecordingHeader(id, landmarks.unit, true, List.of(), image, 0, Math.max(0, sizes[2]));
        FrameNumbers numbers = new FrameNumbers(new Path(path).getName());
        return List.of(JsonFrames.open(header, path, hadoop, (json, position) -> frame(json, position, numbers)));
    }

    private Frame frame(JsonInput json, int position, FrameNumbers numbers)
            throws IOException, MalformedRecordException {
        long number = position;
        List<Detection> people = null;
        json.object("content");
        while (json.nextField()) {
            if (json.name().equals("frame")) {
                number = json.integer("frame");
            } else if (json.name().equals(landmarks.field)
                    || (landmarks == Landmarks.IMAGE && people == null && OTHERS.contains(json.name()))) {
                people = people(json);
            } else {
                json.skip();
            }
        }
        if (people == null) {
            throw json.wrong(
                    landmarks.field,
                    "no such key",
                    "the landmarks of the frame; dataset.source.landmarks = "
                            + (landmarks == Landmarks.IMAGE ? Landmarks.WORLD : Landmarks.IMAGE).key
                            + " reads the other ones");
        }
        return new Frame(numbers.index(number), people);
    }

    private List<Detection> people(JsonInput json) throws IOException, MalformedRecordException {
        List<Detection> people = new ArrayList<>();
        if (json.token() == JsonToken.VALUE_NULL) {
            return people;
        }
        json.array(json.name());
        Joints single = new Joints();
        while (json.nextItem()) {
            if (json.token() == JsonToken.START_ARRAY) {
                Joints joints = new Joints();
                while (json.nextItem()) {
                    landmark(json, joints);
                }
                people.add(joints.person(json));
            } else {
                landmark(json, single);
            }
        }
        if (single.count > 0) {
            people.add(single.person(json));
        }
        return people;
    }

    private void landmark(JsonInput json, Joints joints) throws IOException, MalformedRecordException {
        double[] values = {Double.NaN, Double.NaN, Double.NaN, 1};
        String place = "landmark " + joints.count;
        json.object(place);
        while (json.nextField()) {
            switch (json.name()) {
                case "x" -> values[0] = json.number("x of " + place);
                case "y" -> values[1] = json.number("y of " + place);
                case "z" -> values[2] = json.number("z of " + place);
                case "visibility", "score", "confidence" ->
                    values[DIMENSIONS] =
                            json.token() == JsonToken.VALUE_NULL ? 1 : json.number(json.name() + " of " + place);
                default -> json.skip();
            }
        }
        if (joints.count == 0 && landmarks == Landmarks.IMAGE && Double.isNaN(values[2])) {
            joints.dimensions = 2;
        }
        for (int axis = 0; axis < DIMENSIONS; axis++) {
            if (Double.isNaN(values[axis]) == axis < joints.dimensions) {
                throw json.wrong(
                        place,
                        (axis < joints.dimensions ? "no " : "a ") + "xyz".charAt(axis),
                        joints.dimensions == 2 ? "x and y" : "x, y and z");
            }
        }
        joints.add(values);
    }

    /** The landmarks of a person so far. */
    private static final class Joints {
        private double[] keypoint = new double[33 * DIMENSIONS];
        private double[] score = new double[33];
        private int count;
        private int dimensions = DIMENSIONS;

        private void add(double[] values) {
            if (count == score.length) {
                keypoint = Arrays.copyOf(keypoint, 2 * keypoint.length);
                score = Arrays.copyOf(score, 2 * score.length);
            }
            System.arraycopy(values, 0, keypoint, dimensions * count, dimensions);
            score[count++] = values[DIMENSIONS];
        }

        private Detection person(JsonInput json) throws MalformedRecordException {
            if (count == 0) {
                throw json.wrong("person", "no landmarks", "the landmarks of a person");
            }
            return new Detection(
                    null, Arrays.copyOf(keypoint, dimensions * count), Arrays.copyOf(score, count), Double.NaN, null);
        }
    }
}
