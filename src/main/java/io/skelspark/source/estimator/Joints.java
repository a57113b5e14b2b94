package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.JsonInput.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The joints of a person, as many JSON files have them.
 *
 * @param keypoint coordinates of joint after joint
 * @param score score of each joint
 * @shape keypoint (V, C), score (V)
 */
record Joints(double[] keypoint, double[] score) {
    /** Splits x, y and score of joint after joint. */
    static Joints scored(JsonInput json, String field, double @Nullable [] values) throws MalformedRecordException {
        if (values == null || values.length == 0 || values.length % Detection.SCORED_2D != 0) {
            throw json.wrong(
                    field, values == null ? "no such key" : values.length + " numbers", "x, y and score of each joint");
        }
        Detection person = Detection.scored(null, values, Double.NaN, null);
        return new Joints(person.keypoint(), person.score());
    }

    /** Pairs the coordinates of each joint, in a row, with its score. */
    static Joints paired(JsonInput json, @Nullable Rows rows, double @Nullable [] scores)
            throws MalformedRecordException {
        if (rows == null || rows.count() == 0 || (rows.width() != 2 && rows.width() != 3)) {
            throw json.wrong(
                    "keypoints",
                    rows == null ? "no such key" : rows.count() + " joints of " + rows.width() + " numbers",
                    "x, y, and z in 3D, of each joint");
        }
        if (scores == null || scores.length != rows.count()) {
            throw json.wrong(
                    "keypoint_scores",
                    scores == null ? "no such key" : scores.length + " scores",
                    "one for each of " + rows.count() + " joints");
        }
        return new Joints(rows.values(), scores);
    }

    /** Returns the person that has these joints. */
    Detection detection(@Nullable String track, double confidence, double @Nullable [] box) {
        return new Detection(track, keypoint, score, confidence, box);
    }

    /** Writes a number that is an identity, without a fraction if it has none. */
    static String track(double id) {
        return id == (long) id ? Long.toString((long) id) : Double.toString(id);
    }

    /**
     * Reads the box at hand, x, y, width and height.
     *
     * @return its corners, or null if the list is empty
     */
    static double @Nullable [] sizedBox(JsonInput json) throws IOException, MalformedRecordException {
        double[] box = box(json);
        return box == null ? null : new double[] {box[0], box[1], box[0] + box[2], box[1] + box[3]};
    }

    /**
     * Reads the box at hand, of four numbers; a list around them is passed over.
     *
     * @return the numbers, or null if the list is empty
     */
    static double @Nullable [] box(JsonInput json) throws IOException, MalformedRecordException {
        String field = json.name();
        double[] box = json.numbers(field);
        if (box.length != 0 && box.length != 4) {
            throw json.wrong(field, box.length + " numbers", "4");
        }
        return box.length == 0 ? null : box;
    }

    /** Reads the names at hand, in an object by the number of the joint from 0, or in a list. */
    static List<String> names(JsonInput json) throws IOException, MalformedRecordException {
        String field = json.name();
        if (json.isArray()) {
            return texts(json, field);
        }
        Map<Integer, String> names = new TreeMap<>();
        json.object(field);
        while (json.nextField()) {
            names.put(position(json, field), json.text(field));
        }
        for (int joint = 0; joint < names.size(); joint++) {
            if (!names.containsKey(joint)) {
                throw json.wrong(field, "no joint " + joint, "a name for each number from 0 to " + (names.size() - 1));
            }
        }
        return List.copyOf(names.values());
    }

    /** Reads the list of texts at hand. */
    static List<String> texts(JsonInput json, String field) throws IOException, MalformedRecordException {
        List<String> texts = new ArrayList<>();
        json.array(field);
        while (json.nextItem()) {
            texts.add(json.text(field));
        }
        return texts;
    }

    private static int position(JsonInput json, String field) throws IOException, MalformedRecordException {
        try {
            return Integer.parseInt(json.name());
        } catch (NumberFormatException noNumber) {
            throw json.wrong(field, "'" + json.name() + "'", "numbers of joints");
        }
    }
}
