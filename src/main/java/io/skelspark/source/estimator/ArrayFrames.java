package io.skelspark.source.estimator;

import io.skelspark.pickle.NumpyArray;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording in an array of joints without scores. A person whose joints are all zero is not in the frame.
 *
 * @shape (T, V, C) of one person, or (M, T, V, C) where each person is a track
 */
final class ArrayFrames implements RecordingReader {
    private static final int AXES = 4;

    private final RecordingHeader header;
    private final String file;
    private final NumpyArray array;
    private final int people;
    private final int joints;
    private final int dimensions;
    private double @Nullable [] values;
    private int next;

    /**
     * Creates a recording.
     *
     * @param file name of the file, for messages
     * @throws MalformedRecordException if the array has another shape or no floating-point numbers
     */
    ArrayFrames(String id, Unit unit, @Nullable ImageShape image, String file, NumpyArray array)
            throws MalformedRecordException {
        int[] shape = array.shape();
        int axes = shape.length;
        boolean floating = array.floating();
        if (!floating || axes < AXES - 1 || axes > AXES || shape[axes - 1] < 2 || shape[axes - 1] > 3) {
            throw new MalformedRecordException(
                    "array of " + file,
                    array.toString(),
                    floating
                            ? "(T, V, C) or (M, T, V, C) with C = 2 or 3"
                            : "float16, float32 or float64; write x.astype(numpy.float32)");
        }
        this.file = file;
        this.array = array;
        people = axes == AXES ? shape[0] : 1;
        joints = shape[axes - 2];
        dimensions = shape[axes - 1];
        header = new RecordingHeader(id, unit, false, List.of(), image, shape[axes - 3], 0);
    }

    @Override
    public RecordingHeader header() {
        return header;
    }

    @Override
    public @Nullable Frame next() throws MalformedRecordException {
        if (next == header.frames()) {
            return null;
        }
        int frame = next++;
        List<Detection> found = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            double[] keypoint = keypoint(person, frame);
            if (Arrays.stream(keypoint).anyMatch(value -> value != 0)) {
                double[] score = new double[joints];
                Arrays.fill(score, 1);
                String track = array.shape().length == AXES ? Integer.toString(person) : null;
                found.add(new Detection(track, keypoint, score, Double.NaN, null));
            }
        }
        return new Frame(frame, found);
    }

    private double[] keypoint(int person, int frame) throws MalformedRecordException {
        int size = joints * dimensions;
        int start = (person * header.frames() + frame) * size;
        double[] keypoint = Arrays.copyOfRange(values(), start, start + size);
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(keypoint[i])) {
                throw new MalformedRecordException(
                        "joint " + i / dimensions + " of person " + person + " in frame " + frame + " of " + file,
                        Double.toString(keypoint[i]),
                        "finite numbers; write zeros for a person who is not there");
            }
        }
        return keypoint;
    }

    private double[] values() throws MalformedRecordException {
        double[] decoded = values;
        if (decoded == null) {
            try {
                decoded = array.tensor().values();
            } catch (IllegalArgumentException damaged) {
                throw new MalformedRecordException(
                        "array of " + file,
                        String.valueOf(damaged.getMessage()),
                        "as many values as the product of the shape");
            }
            values = decoded;
        }
        return decoded;
    }

    @Override
    public void close() {
        // the array is in memory
    }
}
