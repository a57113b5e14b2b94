package io.skelspark.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.PlainText;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of one clip of Kinetics-Skeleton.
 *
 * @param frames the considered people of each frame that has an entry, by the frame's number from 1
 * @param label the class index in the file
 * @param detections number of people of all frames, considered or not
 */
record KineticsClip(Map<Integer, List<Detection>> frames, int label, int detections) {
    static final int JOINTS = 18;

    /** The longest clip of the set has 300 frames: numbers far beyond are damage. */
    private static final int MOST_FRAMES = 10_000;

    /**
     * A person in one frame.
     *
     * @param pose x and y of joint after joint, as fractions of the frame's size
     * @param score confidence of each joint
     */
    record Detection(double[] pose, double[] score) {
        double confidence() {
            double sum = 0;
            for (double value : score) {
                sum += value;
            }
            return sum;
        }
    }

    static KineticsClip parse(byte[] content, int considered) throws IOException, MalformedRecordException {
        try (JsonParser parser = JsonTensor.JSON.createParser(content)) {
            return new JsonReader(parser, considered).clip();
        }
    }

    /** Returns how many people of all frames are left out if some of each frame are kept. */
    int beyond(int kept) {
        return detections
                - frames.values().stream()
                        .mapToInt(people -> Math.min(people.size(), kept))
                        .sum();
    }

    /**
     * Returns the clip with the people of highest score in each frame.
     *
     * @param kept number of people that are kept
     * @shape keypoint (kept, T, 18, 2), keypointScore (kept, T, 18), float32
     * @units fractions of the frame's size, from its centre
     */
    PoseSample sample(String id, int kept) {
        int total = frames.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, kept, total, JOINTS, 2);
        Tensor score = Tensor.zeros(DType.FLOAT32, kept, total, JOINTS);
        frames.forEach((number, people) -> {
            List<Detection> strongest = new ArrayList<>(people);
            strongest.sort(Comparator.comparingDouble(Detection::confidence).reversed());
            for (int person = 0; person < Math.min(kept, strongest.size()); person++) {
                int at = (person * total + number - 1) * JOINTS;
                put(strongest.get(person), keypoint.values(), score.values(), at);
            }
        });
        return new PoseSample(id, label, total, null, keypoint, score);
    }

    private static void put(Detection person, double[] keypoint, double[] score, int at) {
        for (int joint = 0; joint < JOINTS; joint++) {
            score[at + joint] = DType.FLOAT32.round(person.score()[joint]);
            if (person.score()[joint] != 0) {
                keypoint[(at + joint) * 2] = DType.FLOAT32.round(person.pose()[joint * 2] - 0.5);
                keypoint[(at + joint) * 2 + 1] = DType.FLOAT32.round(person.pose()[joint * 2 + 1] - 0.5);
            }
        }
    }

    private static final class JsonReader {
        private final JsonParser parser;
        private final int considered;
        private final Map<Integer, List<Detection>> frames = new TreeMap<>();
        private int detections;

        private JsonReader(JsonParser parser, int considered) {
            this.parser = parser;
            this.considered = considered;
        }

        private KineticsClip clip() throws IOException, MalformedRecordException {
            parser.nextToken();
            expect("file", JsonToken.START_OBJECT, "a JSON object with data, label and label_index");
            boolean hasData = false;
            Integer label = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case "data" -> {
                        hasData = true;
                        frames();
                    }
                    case "label_index" -> label = whole(key);
                    default -> parser.skipChildren();
                }
            }
            if (!hasData || label == null) {
                throw new MalformedRecordException(
                        hasData ? "label_index" : "data", "no such key", "the keys data, label and label_index");
            }
            if (parser.nextToken() != null) {
                throw new MalformedRecordException("file", "more text after the object", "one JSON object");
            }
            return new KineticsClip(frames, label, detections);
        }

        private void frames() throws IOException, MalformedRecordException {
            expect("data", JsonToken.START_ARRAY, "an array of frames");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect("data", JsonToken.START_OBJECT, "an array of frames");
                Integer number = null;
                List<Detection> people = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    switch (key) {
                        case "frame_index" -> number = whole(key);
                        case "skeleton" -> people(people);
                        default -> parser.skipChildren();
                    }
                }
                if (number == null || number < 1 || number > MOST_FRAMES) {
                    throw new MalformedRecordException(
                            "frame_index", String.valueOf(number), "numbers from 1 to " + MOST_FRAMES);
                }
                if (frames.put(number, people) != null) {
                    throw new MalformedRecordException("frame_index", "frame " + number + " twice", "each frame once");
                }
            }
        }

        private void people(List<Detection> people) throws IOException, MalformedRecordException {
            expect("skeleton", JsonToken.START_ARRAY, "an array of people");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect("skeleton", JsonToken.START_OBJECT, "an array of people");
                double[] pose = new double[0];
                double[] score = new double[0];
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    switch (key) {
                        case "pose" -> pose = numbers(key, JOINTS * 2);
                        case "score" -> score = numbers(key, JOINTS);
                        default -> parser.skipChildren();
                    }
                }
                if (pose.length == 0 || score.length == 0) {
                    throw new MalformedRecordException(
                            pose.length == 0 ? "pose" : "score", "no such key", "pose and score of each person");
                }
                detections++;
                if (people.size() < considered) {
                    people.add(new Detection(pose, score));
                }
            }
        }

        private double[] numbers(String key, int count) throws IOException, MalformedRecordException {
            expect(key, JsonToken.START_ARRAY, count + " numbers");
            double[] numbers = new double[count];
            int found = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null || !parser.currentToken().isNumeric() || found == count) {
                    throw new MalformedRecordException(
                            key, found == count ? "more than " + count : describe(), count + " numbers");
                }
                numbers[found++] = parser.getDoubleValue();
            }
            if (found < count) {
                throw new MalformedRecordException(key, found + " numbers", count + " numbers");
            }
            return numbers;
        }

        private int whole(String key) throws IOException, MalformedRecordException {
            expect(key, JsonToken.VALUE_NUMBER_INT, "a whole number");
            return parser.getIntValue();
        }

        private void expect(String key, JsonToken token, String expected) throws IOException, MalformedRecordException {
            if (parser.currentToken() != token) {
                throw new MalformedRecordException(key, describe(), expected);
            }
        }

        private String describe() throws IOException {
            return parser.currentToken() == null ? "the end" : "'" + PlainText.brief(parser.getText()) + "'";
        }
    }
}
