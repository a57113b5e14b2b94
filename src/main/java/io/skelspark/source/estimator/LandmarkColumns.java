package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table with a row for each frame: {@code nose_x, nose_y, ...} by name, or {@code x1, y1, z1, v1, ...},
 * {@code x0, y0, ...} and {@code landmark_0_x, ...} by number. Capitals make no difference; other columns are passed over.
 *
 * @param names names of the joints in the order of the file; empty if they have numbers
 * @param columns for each joint its columns x, y, z and visibility; z and visibility are -1 if there are none
 * @param titles titles of all columns
 * @param frame the column with the number of the frame, or -1
 */
record LandmarkColumns(List<String> names, List<int[]> columns, List<String> titles, int frame) {
    /** The points of the body; those of hands and face follow them in the tables of MediaPipe Holistic. */
    private static final int BODY = 33;

    private static final List<String> AXES = List.of("x", "y", "z", "visibility");
    private static final int Z = 2;
    private static final int VISIBILITY = 3;
    private static final String SCORE = "visibility|vis|v|confidence|conf|c|score|likelihood|probability|prob|p";
    private static final Pattern BY_NAME = Pattern.compile("(?<joint>.+)[_. ](?<axis>x|y|z|" + SCORE + ")");
    private static final Pattern BY_NUMBER = Pattern.compile("(?<axis>x|y|z|" + SCORE + ")_?(?<joint>\\d{1,4})");
    private static final Pattern NUMBERED_NAME = Pattern.compile("(?:landmark|point|joint|lm)?_?(\\d{1,4})");
    private static final List<String> FRAME =
            List.of("frame", "frameid", "frameindex", "frameidx", "framenumber", "framenum", "frameno");

    /** Copies the lists. */
    LandmarkColumns {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
        titles = List.copyOf(titles);
    }

    /** Returns the column that has the number of the frame, or -1. */
    static int frameColumn(List<String> titles) {
        return first(titles, FRAME);
    }

    /** Returns the column with the first of some titles that there is, whatever separates their words, or -1. */
    static int first(List<String> titles, List<String> choice) {
        List<String> words =
                titles.stream().map(title -> title.replaceAll("[ _-]", "")).toList();
        return choice.stream()
                .mapToInt(words::indexOf)
                .filter(column -> column >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** Returns the column with the score of a landmark, or -1. */
    static int scoreColumn(List<String> titles) {
        return first(titles, List.of(SCORE.split("\\|")));
    }

    /** Returns titles as they are compared. */
    static List<String> normalized(List<String> titles) {
        return titles.stream()
                .map(title -> title.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * Finds the columns of the joints.
     *
     * @throws MalformedRecordException if there are none, or a joint lacks a column that another one has
     */
    static LandmarkColumns of(List<String> header, String file) throws MalformedRecordException {
        List<String> titles = normalized(header);
        Map<String, int[]> named = new LinkedHashMap<>();
        SortedMap<Integer, int[]> numbered = new TreeMap<>();
        for (int column = 0; column < titles.size(); column++) {
            Matcher title = matcher(titles.get(column));
            if (title != null) {
                String joint = title.group("joint");
                Matcher number = NUMBERED_NAME.matcher(joint);
                int[] columns = number.matches()
                        ? numbered.computeIfAbsent(Integer.valueOf(number.group(1)), unused -> none())
                        : named.computeIfAbsent(joint, unused -> none());
                put(columns, title.group("axis"), column, titles, file);
            }
        }
        // a column such as action_score is that of no joint
        named.values().removeIf(LandmarkColumns::isScoreOnly);
        if (numbered.values().stream().allMatch(LandmarkColumns::isScoreOnly)) {
            numbered.clear();
        }
        if (!named.isEmpty() && !numbered.isEmpty()) {
            throw new MalformedRecordException(
                    "first line of " + file,
                    "columns by name, " + named.keySet().iterator().next() + ", and by number",
                    "columns of one kind");
        }
        List<String> joints = numbered.isEmpty() ? List.copyOf(named.keySet()) : numbers(numbered, file);
        List<int[]> columns = List.copyOf(numbered.isEmpty() ? named.values() : numbered.values());
        check(joints, columns, file);
        int count = numbered.isEmpty() ? joints.size() : Math.min(BODY, joints.size());
        return new LandmarkColumns(
                numbered.isEmpty() ? joints : List.of(), columns.subList(0, count), titles, frameColumn(titles));
    }

    private static @Nullable Matcher matcher(String title) {
        Matcher number = BY_NUMBER.matcher(title);
        if (number.matches()) {
            return number;
        }
        Matcher name = BY_NAME.matcher(title);
        return name.matches() ? name : null;
    }

    private static boolean isScoreOnly(int[] columns) {
        return Arrays.stream(columns, 0, VISIBILITY).allMatch(column -> column < 0);
    }

    private static int[] none() {
        int[] columns = new int[AXES.size()];
        Arrays.fill(columns, -1);
        return columns;
    }

    private static void put(int[] columns, String axis, int column, List<String> titles, String file)
            throws MalformedRecordException {
        int place = AXES.indexOf(axis) < 0 ? VISIBILITY : AXES.indexOf(axis);
        if (columns[place] >= 0) {
            throw new MalformedRecordException(
                    "first line of " + file, "the column " + titles.get(column) + " twice", "each column once");
        }
        columns[place] = column;
    }

    private static List<String> numbers(SortedMap<Integer, int[]> numbered, String file)
            throws MalformedRecordException {
        List<String> numbers = new ArrayList<>();
        int next = Math.min(1, numbered.firstKey());
        for (int number : numbered.keySet()) {
            if (number != next++) {
                throw new MalformedRecordException(
                        "first line of " + file,
                        "no columns of landmark " + (next - 1) + " before " + number,
                        "landmarks from 0 or 1 on without a gap");
            }
            numbers.add("landmark_" + number);
        }
        return numbers;
    }

    private static void check(List<String> joints, List<int[]> columns, String file) throws MalformedRecordException {
        if (joints.isEmpty()) {
            throw new MalformedRecordException(
                    "first line of " + file,
                    "no columns of landmarks",
                    "titles such as nose_x, x1 or landmark_0_x, or frame, landmark, x and y");
        }
        for (int axis = 0; axis < AXES.size(); axis++) {
            int place = axis;
            boolean needed = axis < Z || columns.stream().anyMatch(joint -> joint[place] >= 0);
            for (int joint = 0; joint < joints.size(); joint++) {
                if (needed && columns.get(joint)[axis] < 0) {
                    throw new MalformedRecordException(
                            "first line of " + file,
                            "no column " + joints.get(joint) + "_" + AXES.get(axis),
                            "the same columns for each landmark");
                }
            }
        }
    }

    /** Returns whether there are columns of visibility. */
    boolean scored() {
        return columns.get(0)[VISIBILITY] >= 0;
    }

    /**
     * Reads the person of a row.
     *
     * @return null if all cells are empty or all coordinates 0: nobody was found
     */
    @Nullable
    Detection person(List<String> cells, CsvRows rows) throws MalformedRecordException {
        int dimensions = columns.get(0)[Z] >= 0 ? 3 : 2;
        double[] keypoint = new double[dimensions * columns.size()];
        double[] score = new double[columns.size()];
        boolean found = false;
        for (int joint = 0; joint < score.length; joint++) {
            int[] place = columns.get(joint);
            double[] values = new double[dimensions];
            for (int axis = 0; axis < dimensions; axis++) {
                values[axis] = number(cells, place[axis], rows);
            }
            LandmarkRow row = LandmarkRow.of(values, scored() ? number(cells, place[VISIBILITY], rows) : 1);
            if (row == null) {
                throw new MalformedRecordException(
                        titles.get(place[0]) + " and its neighbours in " + rows.place(),
                        "some empty cells",
                        "all coordinates of a landmark, or none");
            }
            System.arraycopy(row.values(), 0, keypoint, dimensions * joint, dimensions);
            score[joint] = row.score();
            found |= !row.atZero();
        }
        return found ? new Detection(null, keypoint, score, Double.NaN, null) : null;
    }

    private double number(List<String> cells, int column, CsvRows rows) throws MalformedRecordException {
        return rows.number(cells.get(column), titles.get(column));
    }
}
