package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.JsonInput.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people of a frame as MMPose writes them, in 2D or 3D. */
final class MMPosePeople {
    private MMPosePeople() {}

    /**
     * Reads the list of people at hand.
     *
     * @param frame where the people are, for faults
     */
    static List<Detection> read(JsonInput json, String frame) throws IOException, MalformedRecordException {
        List<Detection> people = new ArrayList<>();
        json.array("instances");
        while (json.nextItem()) {
            json.at("person " + (people.size() + 1) + " in " + frame);
            json.object("instances");
            Person person = new Person();
            while (json.nextGivenField()) {
                person.field(json);
            }
            people.add(person.detection(json));
        }
        return people;
    }

    /** A person whose fields are being read. */
    static final class Person {
        private @Nullable Rows keypoints;
        private double @Nullable [] scores;
        private double @Nullable [] box;
        private double confidence = Double.NaN;

        /** Reads the field at hand. */
        void field(JsonInput json) throws IOException, MalformedRecordException {
            switch (json.name()) {
                case "keypoints" -> keypoints = json.rows("keypoints");
                case "keypoint_scores" -> scores = json.numbers("keypoint_scores");
                case "bbox" -> box = Joints.box(json);
                case "bbox_score" -> confidence = json.isNumber() ? json.number("bbox_score") : confidence(json);
                default -> json.skip();
            }
        }

        private static double confidence(JsonInput json) throws IOException, MalformedRecordException {
            double[] scores = json.numbers("bbox_score");
            return scores.length == 1 ? scores[0] : Double.NaN;
        }

        Detection detection(JsonInput json) throws MalformedRecordException {
            return Joints.paired(json, keypoints, scores).detection(null, confidence, box);
        }
    }
}
