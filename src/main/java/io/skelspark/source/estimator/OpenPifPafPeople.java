package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The people of a frame as OpenPifPaf writes them. */
final class OpenPifPafPeople {
    private OpenPifPafPeople() {}

    /**
     * Reads the list of people at hand.
     *
     * @param frame where the people are, for faults
     */
    static List<Detection> read(JsonInput json, String frame) throws IOException, MalformedRecordException {
        List<Detection> people = new ArrayList<>();
        json.array("predictions");
        while (json.nextItem()) {
            json.at("person " + (people.size() + 1) + " in " + frame);
            people.add(person(json));
        }
        return people;
    }

    private static Detection person(JsonInput json) throws IOException, MalformedRecordException {
        double[] values = null;
        double[] box = null;
        double confidence = Double.NaN;
        String track = null;
        json.object("predictions");
        while (json.nextGivenField()) {
            switch (json.name()) {
                case "keypoints" -> values = json.numbers("keypoints");
                case "bbox" -> box = Joints.sizedBox(json);
                case "score" -> confidence = json.number("score");
                case "id_" -> track = json.text("id_");
                default -> json.skip();
            }
        }
        return Joints.scored(json, "keypoints", values).detection(track, confidence, box);
    }
}
