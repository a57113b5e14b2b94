package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people of a frame in the form of OpenPose, in which other tools write too, with the keys of all its versions. */
final class OpenPosePeople {
    private OpenPosePeople() {}

    /**
     * Reads the object of a frame, which is at hand.
     *
     * @param frame where the people are, for faults
     */
    static List<Detection> read(JsonInput json, String frame) throws IOException, MalformedRecordException {
        List<Detection> people = null;
        json.object("content");
        while (json.nextField()) {
            switch (json.name()) {
                case "people", "bodies" -> {
                    people = new ArrayList<>();
                    json.array(json.name());
                    while (json.nextItem()) {
                        json.at("person " + (people.size() + 1) + " in " + frame);
                        people.add(person(json));
                    }
                    json.at(frame);
                }
                default -> json.skip();
            }
        }
        if (people == null) {
            throw json.wrong("people", "no such key", "the people of the frame");
        }
        return distinct(people);
    }

    private static Detection person(JsonInput json) throws IOException, MalformedRecordException {
        double[] values = null;
        String key = "pose_keypoints_2d";
        String track = null;
        json.object("people");
        while (json.nextGivenField()) {
            switch (json.name()) {
                case "pose_keypoints_2d", "pose_keypoints", "body_parts", "joints" -> {
                    key = json.name();
                    values = json.numbers(key);
                }
                case "person_id" -> track = track(json);
                default -> json.skip();
            }
        }
        return Joints.scored(json, key, values).detection(track, Double.NaN, null);
    }

    /** Reads an identity, a number or a list of one; negative is none. */
    private static @Nullable String track(JsonInput json) throws IOException, MalformedRecordException {
        double[] ids = json.isNumber() ? new double[] {json.number("person_id")} : json.numbers("person_id");
        return ids.length == 1 && ids[0] >= 0 ? Joints.track(ids[0]) : null;
    }

    /** Returns the people without identities if two have the same one. */
    private static List<Detection> distinct(List<Detection> people) {
        Set<String> tracks = new HashSet<>();
        for (Detection person : people) {
            if (person.track() != null && !tracks.add(person.track())) {
                return people.stream().map(Detection::untracked).toList();
            }
        }
        return people;
    }
}
