package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people of a COCO file, annotated by hand or found by an estimator. */
final class CocoPeople {
    private CocoPeople() {}

    /**
     * A person in an image.
     *
     * @param place which one it is, for faults
     * @param image identifier of the image
     * @param category identifier of the category, or null if there is none
     */
    record CocoPerson(String place, String image, @Nullable String category, Detection detection) {}

    /**
     * Reads the list of annotations at hand. Those of groups ({@code iscrowd}), those without joints, and those with no joint
     * marked are passed over.
     */
    static List<CocoPerson> annotations(JsonInput json) throws IOException, MalformedRecordException {
        return read(json, "annotation", false);
    }

    /** Reads the list of results at hand. */
    static List<CocoPerson> results(JsonInput json) throws IOException, MalformedRecordException {
        return read(json, "result", true);
    }

    private static List<CocoPerson> read(JsonInput json, String kind, boolean scored)
            throws IOException, MalformedRecordException {
        List<CocoPerson> people = new ArrayList<>();
        json.array(kind + "s");
        for (int item = 1; json.nextItem(); item++) {
            json.at(kind + " " + item + " of the file");
            Person person = new Person(kind, item);
            json.object(kind + "s");
            while (json.nextGivenField()) {
                person.field(json);
            }
            if (scored || !person.isPassedOver()) {
                people.add(person.read(json, scored));
            }
        }
        return people;
    }

    /** A person whose fields are being read. */
    private static final class Person {
        private final String kind;
        private String place;
        private @Nullable String image;
        private @Nullable String category;
        private @Nullable String track;
        private double @Nullable [] values;
        private double @Nullable [] box;
        private double confidence = Double.NaN;
        private boolean crowd;

        private Person(String kind, int item) {
            this.kind = kind;
            place = kind + " " + item + " of the file";
        }

        private void field(JsonInput json) throws IOException, MalformedRecordException {
            switch (json.name()) {
                case "id" -> {
                    place = kind + " " + json.text("id");
                    json.at(place);
                }
                case "image_id" -> image = json.text("image_id");
                case "category_id" -> category = json.text("category_id");
                case "track_id" -> track = json.text("track_id");
                case "attributes" -> attributes(json);
                case "iscrowd" -> crowd = json.flag("iscrowd");
                case "keypoints" -> values = json.numbers("keypoints");
                case "bbox" -> box = Joints.sizedBox(json);
                case "score" -> confidence = json.number("score");
                default -> json.skip();
            }
        }

        /** Reads the identity that CVAT gives a person of a video. */
        private void attributes(JsonInput json) throws IOException, MalformedRecordException {
            if (!json.isObject()) {
                json.skip();
                return;
            }
            while (json.nextGivenField()) {
                if (json.name().equals("track_id") && track == null) {
                    track = json.text("track_id");
                } else {
                    json.skip();
                }
            }
        }

        private boolean isPassedOver() {
            if (crowd || values == null) {
                return true;
            }
            for (int joint = 2; joint < values.length; joint += Detection.SCORED_2D) {
                if (values[joint] != 0) {
                    return false;
                }
            }
            return values.length % Detection.SCORED_2D == 0;
        }

        private CocoPerson read(JsonInput json, boolean scored) throws MalformedRecordException {
            if (image == null) {
                throw json.wrong("image_id", "no such key", "the identifier of an image");
            }
            json.at(place + " (image " + image + ")");
            Joints joints = Joints.scored(json, "keypoints", values);
            if (!scored) {
                visible(json, joints.score());
            }
            return new CocoPerson(
                    place + " (image " + image + ")", image, category, joints.detection(track, confidence, box));
        }

        /** Replaces the visibility of each joint, 0, 1 or 2, with a score, 0 or 1. */
        private static void visible(JsonInput json, double[] visibility) throws MalformedRecordException {
            for (int joint = 0; joint < visibility.length; joint++) {
                double value = visibility[joint];
                if (value != 0 && value != 1 && value != 2) {
                    throw json.wrong("visibility of joint " + joint, value + "", "0, 1 or 2");
                }
                visibility[joint] = Math.min(value, 1);
            }
        }
    }
}
