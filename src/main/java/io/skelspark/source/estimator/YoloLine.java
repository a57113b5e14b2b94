package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.FrameFiles.FrameFile;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A person in a text file of Ultralytics.
 *
 * @param place its line and file, for messages
 * @param numbers class, centre and size of the box, joints, then none, one or two columns
 * @param extra number of columns after the joints
 */
record YoloLine(String place, double[] numbers, int extra) {
    private static final int BEFORE_JOINTS = 5;
    private static final int MOST_EXTRA = 2;

    /** Far above the people of any frame: a longer file is something else and is not loaded. */
    private static final int MOST_BYTES = 16 << 20;

    /** Joints may leave the image a little; numbers beyond are pixels. */
    private static final double LEAST_FRACTION = -1;

    private static final double GREATEST_FRACTION = 2;

    /**
     * The form of all lines.
     *
     * @param joints number V of joints
     * @param values numbers of a joint
     * @param category class of the lines that are read, or {@link YoloPose#ANY}
     */
    record Form(int joints, int values, int category) {
        int columns() {
            return BEFORE_JOINTS + joints * values;
        }

        /** Returns the form of a model whose joints have a confidence where those of this form have none, or the reverse. */
        Form otherwise() {
            return new Form(joints, values == 2 ? Detection.SCORED_2D : 2, category);
        }

        private boolean hasColumns(int count) {
            return count >= columns() && count <= columns() + MOST_EXTRA;
        }

        /** Returns whether a text is a line of this form. */
        boolean fits(String text) {
            try {
                line(text, "");
                return true;
            } catch (MalformedRecordException other) {
                return false;
            }
        }

        /** Returns the people of a file. */
        List<YoloLine> lines(FrameFile file, Configuration hadoop) throws IOException, MalformedRecordException {
            String name = file.path().getName();
            byte[] content;
            try (InputStream stream = InputFile.open(file.path(), hadoop)) {
                content = stream.readNBytes(MOST_BYTES + 1);
            }
            if (content.length > MOST_BYTES) {
                throw new MalformedRecordException(
                        "file " + name, "more than " + MOST_BYTES + " bytes", "the people of one frame");
            }
            List<YoloLine> people = new ArrayList<>();
            Map<List<Double>, Integer> places = new HashMap<>();
            int number = 0;
            for (String text :
                    new String(content, StandardCharsets.UTF_8).lines().toList()) {
                number++;
                String place = "line " + number + " of " + name;
                YoloLine line = text.isBlank() ? null : line(text, place);
                if (line != null) {
                    people.add(line);
                    Integer before = places.putIfAbsent(line.joints(columns()), number);
                    if (before != null) {
                        throw new MalformedRecordException(
                                place,
                                "the person of line " + before + " again",
                                "the lines of one run: older versions append to the files of an earlier one; delete"
                                        + " the folder and run again");
                    }
                }
            }
            return people;
        }

        /** Returns the person of a line, or null if it is of another class. */
        @Nullable
        YoloLine line(String text, String place) throws MalformedRecordException {
            double[] numbers = Arrays.stream(text.strip().split("\\s+"))
                    .mapToDouble(Decimal::parse)
                    .toArray();
            int extra = numbers.length - columns();
            if (!hasColumns(numbers.length)) {
                throw new MalformedRecordException(
                        place,
                        numbers.length + " columns",
                        columns() + " to " + (columns() + MOST_EXTRA) + ": class, box, " + joints + " joints of "
                                + values + " values, then confidence and id if any; set "
                                + (otherwise().hasColumns(numbers.length)
                                        ? "dataset.source.yolo.values = " + otherwise().values
                                        : "dataset.source.yolo.joints and dataset.source.yolo.values to those of the model"));
            }
            for (int column = 0; column < numbers.length; column++) {
                check(numbers[column], column, place);
            }
            return category == YoloPose.ANY || numbers[0] == category ? new YoloLine(place, numbers, extra) : null;
        }

        private void check(double number, int column, String place) throws MalformedRecordException {
            String where = "column " + (column + 1) + " in " + place;
            if (Double.isNaN(number)) {
                throw new MalformedRecordException(where, "no number", "a finite number");
            }
            boolean joint = column >= BEFORE_JOINTS && column < columns();
            boolean confidence = joint && values == Detection.SCORED_2D && (column - BEFORE_JOINTS) % values == 2;
            if (confidence && (number < 0 || number > 1)) {
                throw new MalformedRecordException(
                        where,
                        Double.toString(number),
                        "the confidence of a joint from 0 to 1; labels for training have 0, 1 or 2 there");
            }
            if (column > 0 && column < columns() && (number < LEAST_FRACTION || number > GREATEST_FRACTION)) {
                throw new MalformedRecordException(where, Double.toString(number), "a fraction of the image");
            }
        }
    }

    /** Returns class, box and joints, by which a repeated line is known. */
    private List<Double> joints(int columns) {
        return Arrays.stream(numbers, 0, columns).boxed().toList();
    }

    /** Returns whether nothing in this line speaks against single columns being ids. */
    boolean mayEndInSingleId() {
        double last = numbers[numbers.length - 1];
        return extra == 0 || (extra == 1 && last >= 1 && last == Math.rint(last));
    }

    /**
     * Returns the person.
     *
     * @param singleIsId whether a single column after the joints is an id, else it is a confidence
     */
    Detection person(Form form, boolean singleIsId) throws MalformedRecordException {
        int columns = form.columns();
        boolean tracked = extra == MOST_EXTRA || (extra == 1 && singleIsId);
        double confidence = extra == 0 || (extra == 1 && singleIsId) ? Double.NaN : numbers[columns];
        double halfWidth = numbers[3] / 2;
        double halfHeight = numbers[4] / 2;
        double[] box = {numbers[1] - halfWidth, numbers[2] - halfHeight, numbers[1] + halfWidth, numbers[2] + halfHeight
        };
        double[] joints = Arrays.copyOfRange(numbers, BEFORE_JOINTS, columns);
        String track = tracked ? track(numbers[numbers.length - 1]) : null;
        if (form.values() == Detection.SCORED_2D) {
            return found(Detection.scored(track, joints, confidence, box));
        }
        double[] score = new double[form.joints()];
        Arrays.fill(score, 1);
        return found(new Detection(track, joints, score, confidence, box));
    }

    /** Returns the person with the score 0 for joints at 0, 0, where a joint of low confidence is put. */
    static Detection found(Detection person) {
        double[] score = person.score().clone();
        for (int joint = 0; joint < score.length; joint++) {
            if (person.keypoint()[2 * joint] == 0 && person.keypoint()[2 * joint + 1] == 0) {
                score[joint] = 0;
            }
        }
        return new Detection(person.track(), person.keypoint(), score, person.confidence(), person.box());
    }

    private String track(double id) throws MalformedRecordException {
        if (id != (long) id || id < 0) {
            throw new MalformedRecordException(
                    "id in " + place,
                    Double.toString(id),
                    "a whole number; dataset.source.yolo.last-column tells confidences apart");
        }
        return Long.toString((long) id);
    }
}
