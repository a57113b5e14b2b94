package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table with a row for each landmark, with the columns frame, landmark, x, y and maybe z and visibility. Landmarks have
 * numbers or names, the same ones in the same order in every frame.
 */
final class LandmarkTable implements RecordingReader {
    private static final List<String> LANDMARK = List.of(
            "landmarkid",
            "landmarkindex",
            "landmark",
            "landmarkname",
            "keypointid",
            "keypoint",
            "keypointname",
            "jointid",
            "joint",
            "jointname");

    private final RecordingHeader header;
    private final List<String> titles;
    private final CsvRows rows;
    private final FrameNumbers numbers;
    private final int frameColumn;
    private final int landmarkColumn;
    private final int visibilityColumn;
    private final int[] axes;
    private final List<String> landmarks = new ArrayList<>();
    private @Nullable List<String> ahead;
    private @Nullable Frame first;

    /** Reads the first frame, whose landmarks the others must have. */
    LandmarkTable(String id, Unit unit, List<String> header, CsvRows rows)
            throws IOException, MalformedRecordException {
        titles = LandmarkColumns.normalized(header);
        this.rows = rows;
        numbers = new FrameNumbers(rows.file());
        frameColumn = LandmarkColumns.frameColumn(titles);
        landmarkColumn = landmarkColumn(titles);
        visibilityColumn = LandmarkColumns.scoreColumn(titles);
        int z = titles.indexOf("z");
        axes = z < 0
                ? new int[] {titles.indexOf("x"), titles.indexOf("y")}
                : new int[] {titles.indexOf("x"), titles.indexOf("y"), z};
        rows.frameColumn(frameColumn);
        ahead = rows.next();
        first = read();
        boolean numbered = landmarks.stream().allMatch(name -> name.matches("\\d{1,9}"));
        List<String> names = numbered ? List.of() : landmarks;
        if (numbered) {
            requireAllNumbers();
        }
        this.header = new RecordingHeader(id, unit, visibilityColumn >= 0, names, null, 0, 0);
    }

    /** Returns whether a table has such columns. */
    static boolean hasTitles(List<String> header) {
        List<String> titles = LandmarkColumns.normalized(header);
        return LandmarkColumns.frameColumn(titles) >= 0
                && landmarkColumn(titles) >= 0
                && titles.contains("x")
                && titles.contains("y");
    }

    private static int landmarkColumn(List<String> titles) {
        return LandmarkColumns.first(titles, LANDMARK);
    }

    @Override
    public RecordingHeader header() {
        return header;
    }

    @Override
    public @Nullable Frame next() throws IOException, MalformedRecordException {
        Frame frame = first == null ? read() : first;
        first = null;
        return frame;
    }

    private @Nullable Frame read() throws IOException, MalformedRecordException {
        List<String> row = ahead;
        if (row == null) {
            return null;
        }
        boolean firstFrame = landmarks.isEmpty();
        long number = rows.integer(row.get(frameColumn), titles.get(frameColumn));
        List<LandmarkRow> found = new ArrayList<>();
        while (row != null && rows.integer(row.get(frameColumn), titles.get(frameColumn)) == number) {
            String landmark = row.get(landmarkColumn);
            if (firstFrame) {
                landmarks.add(landmark);
            }
            requireLandmark(number, found.size(), landmark);
            found.add(landmark(row));
            row = rows.next();
        }
        ahead = row;
        if (found.size() != landmarks.size()) {
            requireLandmark(number, found.size(), "the end of the frame");
        }
        return new Frame(numbers.index(number), people(found));
    }

    private void requireAllNumbers() throws MalformedRecordException {
        for (int place = 0; place < landmarks.size(); place++) {
            int expected = place + Math.min(1, Integer.parseInt(landmarks.get(0)));
            if (Integer.parseInt(landmarks.get(place)) != expected) {
                throw new MalformedRecordException(
                        "landmark " + place + " in the first frame of " + rows.file(),
                        landmarks.get(place),
                        expected + ": the landmarks from 0 or 1 on without a gap");
            }
        }
    }

    private void requireLandmark(long frame, int place, String landmark) throws MalformedRecordException {
        String expected = place < landmarks.size() ? landmarks.get(place) : "the end of the frame";
        if (!landmark.equals(expected) || landmarks.indexOf(landmark) < Math.min(place, landmarks.size() - 1)) {
            throw new MalformedRecordException(
                    "landmark " + place + " in frame " + frame + " of " + rows.file(),
                    landmark,
                    expected + ": the landmarks of the first frame, each once");
        }
    }

    private LandmarkRow landmark(List<String> cells) throws MalformedRecordException {
        double[] values = new double[axes.length];
        for (int axis = 0; axis < axes.length; axis++) {
            values[axis] = rows.number(cells.get(axes[axis]), titles.get(axes[axis]));
        }
        double visibility =
                visibilityColumn < 0 ? 1 : rows.number(cells.get(visibilityColumn), titles.get(visibilityColumn));
        LandmarkRow row = LandmarkRow.of(values, visibility);
        if (row == null) {
            throw new MalformedRecordException(
                    rows.place(), "some empty cells", "all coordinates of a landmark, or none");
        }
        return row;
    }

    private List<Detection> people(List<LandmarkRow> found) {
        if (found.stream().allMatch(LandmarkRow::atZero)) {
            return List.of();
        }
        double[] keypoint = new double[axes.length * found.size()];
        double[] score = new double[found.size()];
        for (int joint = 0; joint < score.length; joint++) {
            System.arraycopy(found.get(joint).values(), 0, keypoint, axes.length * joint, axes.length);
            score[joint] = found.get(joint).score();
        }
        return List.of(new Detection(null, keypoint, score, Double.NaN, null));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
