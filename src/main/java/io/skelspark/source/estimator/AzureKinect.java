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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The JSON file that the {@code offline_processor} of the Azure Kinect body tracking samples makes of a recording. Joints
 * are 3D, in millimetres from the depth camera, and have no scores; {@code body_id} is a track. A {@code frame_id} that
 * is left out is a capture without a depth image: a frame without people.
 *
 * @source Azure-Kinect-Samples, body-tracking-samples/offline_processor/main.cpp
 */
public record AzureKinect() implements PoseFormat {
    private static final int DIMENSIONS = 3;

    /** The number of a body that has none. */
    private static final String NO_BODY = "4294967295";

    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        return accepts(name) && (text.contains("\"joint_positions\"") || text.contains("\"k4abt_sdk_version\""));
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        List<String> names = new ArrayList<>();
        JsonFrames.fields(path, hadoop, json -> {
            if (json.name().equals("joint_names") && json.token() == JsonToken.START_ARRAY) {
                while (json.nextItem()) {
                    // as the versions before 1.0 spell it
                    names.add(json.text("joint_names").replace("NAVAL", "NAVEL"));
                }
            } else {
                json.skip();
            }
        });
        String id = FileStem.of(path);
        RecordingHeader header = new RecordingHeader(id, Unit.MILLIMETRE, false, names, null, 0, 0);
        FrameNumbers numbers = new FrameNumbers(new Path(path).getName());
        return List.of(JsonFrames.open(header, path, hadoop, (json, position) -> frame(json, position, numbers)));
    }

    private static Frame frame(JsonInput json, int position, FrameNumbers numbers)
            throws IOException, MalformedRecordException {
        long number = position;
        int count = -1;
        List<Detection> bodies = null;
        json.object("content");
        while (json.nextField()) {
            switch (json.name()) {
                case "frame_id" -> number = json.integer("frame_id");
                case "num_bodies" -> count = json.integer("num_bodies");
                case "bodies" -> bodies = bodies(json);
                default -> json.skip();
            }
        }
        if (bodies == null) {
            throw json.wrong("bodies", "no such key", "the bodies of the frame");
        }
        if (count >= 0 && count != bodies.size()) {
            throw json.wrong("num_bodies", count + " with " + bodies.size() + " bodies", "the number of bodies");
        }
        return new Frame(numbers.index(number), bodies);
    }

    private static List<Detection> bodies(JsonInput json) throws IOException, MalformedRecordException {
        List<Detection> bodies = new ArrayList<>();
        json.array("bodies");
        while (json.nextItem()) {
            bodies.add(body(json, bodies.size() + 1));
        }
        return bodies;
    }

    private static Detection body(JsonInput json, int number) throws IOException, MalformedRecordException {
        String track = null;
        double[] keypoint = null;
        json.object("body " + number);
        while (json.nextField()) {
            switch (json.name()) {
                case "body_id" -> track = track(json);
                case "joint_positions" -> keypoint = json.numbers("joint_positions of body " + number);
                default -> json.skip();
            }
        }
        if (keypoint == null || keypoint.length == 0 || keypoint.length % DIMENSIONS != 0) {
            throw json.wrong(
                    "joint_positions of body " + number,
                    keypoint == null ? "no such key" : keypoint.length + " numbers",
                    "x, y and z of each joint");
        }
        double[] score = new double[keypoint.length / DIMENSIONS];
        Arrays.fill(score, 1);
        return new Detection(track, keypoint, score, Double.NaN, null);
    }

    private static @Nullable String track(JsonInput json) throws IOException, MalformedRecordException {
        String id = json.text("body_id");
        return id.equals(NO_BODY) ? null : id;
    }
}
