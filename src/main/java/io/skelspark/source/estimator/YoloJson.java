package io.skelspark.source.estimator;

import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A JSON file of what {@code to_json} of Ultralytics gives for each frame of a video: a list of frames, each a list of
 * people, or its text. Coordinates are pixels; {@code track_id} is a track. A joint at 0, 0 was not found.
 *
 * @param normalized whether the file was written with {@code normalize=True}, so that coordinates are fractions of the image
 * @source Ultralytics, ultralytics/engine/results.py
 */
public record YoloJson(boolean normalized) implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8)
                .replace("\\\"", "\"")
                .replace("\uFEFF", "")
                .strip();
        return accepts(name) && text.startsWith("[") && text.contains("\"keypoints\"") && text.contains("\"x1\"");
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        Unit unit = normalized ? Unit.FRACTION : Unit.PIXEL;
        RecordingHeader header = new RecordingHeader(FileStem.of(path), unit, true);
        String file = new Path(path).getName();
        return List.of(JsonFrames.open(header, path, hadoop, (json, position) -> frame(json, position, file)));
    }

    private static Frame frame(JsonInput json, int position, String file) throws IOException, MalformedRecordException {
        if (json.token() != JsonToken.VALUE_STRING) {
            return new Frame(position, people(json));
        }
        byte[] text = json.text("people").getBytes(StandardCharsets.UTF_8);
        try (JsonInput inner = new JsonInput("frame " + position + " of " + file, new ByteArrayInputStream(text))) {
            inner.nextValue();
            return new Frame(position, people(inner));
        }
    }

    private static List<Detection> people(JsonInput json) throws IOException, MalformedRecordException {
        if (json.token() == JsonToken.START_OBJECT) {
            throw json.wrong("content", "a person", "a list of people; the file is a list of such lists, one a frame");
        }
        List<Detection> people = new ArrayList<>();
        json.array("people");
        while (json.nextItem()) {
            people.add(person(json, "person " + (people.size() + 1)));
        }
        return people;
    }

    private static Detection person(JsonInput json, String place) throws IOException, MalformedRecordException {
        String track = null;
        double confidence = Double.NaN;
        double[] box = null;
        double[][] joints = null;
        json.object(place);
        while (json.nextField()) {
            switch (json.name()) {
                case "track_id" -> track = json.text("track_id of " + place);
                case "confidence" -> confidence = json.number("confidence of " + place);
                case "box" -> box = box(json, place);
                case "keypoints" -> joints = joints(json, place);
                default -> json.skip();
            }
        }
        if (joints == null) {
            throw json.wrong("keypoints of " + place, "no such key", "the joints, as a pose model writes them");
        }
        double[] keypoint = new double[2 * joints[0].length];
        for (int joint = 0; joint < joints[0].length; joint++) {
            keypoint[2 * joint] = joints[0][joint];
            keypoint[2 * joint + 1] = joints[1][joint];
        }
        return YoloLine.found(new Detection(track, keypoint, joints[2], confidence, box));
    }

    private static double[] box(JsonInput json, String place) throws IOException, MalformedRecordException {
        List<String> names = List.of("x1", "y1", "x2", "y2");
        double[] box = new double[names.size()];
        json.object("box of " + place);
        while (json.nextField()) {
            int corner = names.indexOf(json.name());
            if (corner < 0) {
                json.skip();
            } else {
                box[corner] = json.number("box of " + place);
            }
        }
        return box;
    }

    /** Returns x, y and score of the joints; without scores all of them are 1. */
    private static double[][] joints(JsonInput json, String place) throws IOException, MalformedRecordException {
        double[][] values = new double[3][];
        List<String> names = List.of("x", "y", "visible");
        json.object("keypoints of " + place);
        while (json.nextField()) {
            int list = names.indexOf(json.name());
            if (list < 0 || json.token() == JsonToken.VALUE_NULL) {
                json.skip();
            } else {
                values[list] = json.numbers(json.name() + " of " + place);
            }
        }
        double[] x = values[0];
        double[] y = values[1];
        if (x == null || y == null || x.length == 0) {
            throw json.wrong("keypoints of " + place, "no x or no y", "x and y of each joint");
        }
        double[] score = values[2];
        if (score == null) {
            score = new double[x.length];
            Arrays.fill(score, 1);
        }
        if (y.length != x.length || score.length != x.length) {
            throw json.wrong(
                    "keypoints of " + place,
                    x.length + " x, " + y.length + " y, " + score.length + " visible",
                    "as many of each");
        }
        return new double[][] {x, y, score};
    }
}
