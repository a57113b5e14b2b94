package io.skelspark.source;

import io.skelspark.storage.PlainText;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The content of a {@code .skeleton} file of NTU RGB+D.
 *
 * @param frames the bodies of each frame in the order of the file; a frame may have none
 */
record NtuRecording(List<List<Body>> frames) {
    static final int JOINTS = 25;

    private static final int BODY_VALUES = 10;
    private static final int JOINT_VALUES = 12;
    /** More than ten minutes: larger counts are damage. */
    private static final int MOST_FRAMES = 20_000;
    /** The camera tracks six. */
    private static final int MOST_BODIES = 64;
    /** Far above any clip; bounds the memory that a damaged file can take. */
    private static final int MOST_BODIES_OF_ALL_FRAMES = 100_000;

    /**
     * A body in one frame.
     *
     * @param id the camera's name for the body while it tracks it
     * @param joints x, y, z of each joint in metres
     */
    record Body(String id, double[] joints) {}

    /**
     * Parses the content of a file.
     *
     * @throws MalformedRecordException if the content is damaged, naming the line
     */
    static NtuRecording parse(byte[] content) throws IOException, MalformedRecordException {
        return new LineReader(content).recording();
    }

    private static final class LineReader {
        private final BufferedReader lines;
        private int number;
        private int bodies;

        private LineReader(byte[] content) {
            lines = new BufferedReader(
                    new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.ISO_8859_1));
        }

        private NtuRecording recording() throws IOException, MalformedRecordException {
            int count = count("frames", MOST_FRAMES);
            List<List<Body>> frames = new ArrayList<>();
            for (int frame = 0; frame < count; frame++) {
                int bodyCount = count("bodies", MOST_BODIES);
                bodies += bodyCount;
                if (bodies > MOST_BODIES_OF_ALL_FRAMES) {
                    throw new MalformedRecordException(
                            "bodies", bodies + " up to line " + number, "at most " + MOST_BODIES_OF_ALL_FRAMES);
                }
                List<Body> inFrame = new ArrayList<>();
                for (int body = 0; body < bodyCount; body++) {
                    inFrame.add(body());
                }
                frames.add(List.copyOf(inFrame));
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    throw new MalformedRecordException(
                            "frames",
                            "line " + number + " after the last of " + count + " frames",
                            "the end of the file");
                }
            }
            return new NtuRecording(List.copyOf(frames));
        }

        private Body body() throws IOException, MalformedRecordException {
            String id = values("values of a body", BODY_VALUES).nextToken();
            int joints = count("joints", Integer.MAX_VALUE);
            if (joints != JOINTS) {
                throw new MalformedRecordException(
                        "joints", joints + " in line " + number, JOINTS + " joints of each body");
            }
            double[] positions = new double[JOINTS * 3];
            for (int joint = 0; joint < JOINTS; joint++) {
                StringTokenizer values = values("values of a joint", JOINT_VALUES);
                for (int axis = 0; axis < 3; axis++) {
                    positions[joint * 3 + axis] = coordinate(values.nextToken());
                }
            }
            return new Body(id, positions);
        }

        private StringTokenizer values(String field, int expected) throws IOException, MalformedRecordException {
            StringTokenizer values = new StringTokenizer(line(field));
            if (values.countTokens() != expected) {
                throw new MalformedRecordException(
                        field, values.countTokens() + " values in line " + number, expected + " values in the line");
            }
            return values;
        }

        private double coordinate(String text) throws MalformedRecordException {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException noNumber) {
                throw new MalformedRecordException(
                        "values of a joint", "'" + PlainText.brief(text) + "' in line " + number, "numbers");
            }
        }

        private int count(String field, int most) throws IOException, MalformedRecordException {
            String text = line("number of " + field).strip();
            int count = -1;
            try {
                count = Integer.parseInt(text);
            } catch (NumberFormatException noNumber) {
                // reported below, like a negative count
            }
            if (count < 0 || count > most) {
                throw new MalformedRecordException(
                        "number of " + field,
                        "'" + PlainText.brief(text) + "' in line " + number,
                        most == Integer.MAX_VALUE ? "a whole number" : "a whole number up to " + most);
            }
            return count;
        }

        private String line(String field) throws IOException, MalformedRecordException {
            String line = lines.readLine();
            if (line == null) {
                throw new MalformedRecordException(field, "the end of the file after line " + number, "another line");
            }
            number++;
            return line;
        }
    }
}
