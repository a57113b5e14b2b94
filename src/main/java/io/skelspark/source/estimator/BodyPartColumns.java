package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table of DeepLabCut.
 *
 * @param individuals for each individual, by name, the columns x, y and likelihood of its parts; likelihood is -1 if
 *     there is none. An only one without a name has the empty name
 * @param parts names of the parts in the order of the file
 */
record BodyPartColumns(Map<String, List<int[]>> individuals, List<String> parts) {
    private static final List<String> COORDINATES = List.of("x", "y", "likelihood");
    private static final String SINGLE = "single";
    private static final int LIKELIHOOD = 2;

    /** Copies the list of the parts. */
    BodyPartColumns {
        parts = List.copyOf(parts);
    }

    /**
     * Reads the header rows.
     *
     * @throws MalformedRecordException if they are no three or four rows with the columns of each part
     */
    static BodyPartColumns read(CsvRows rows) throws IOException, MalformedRecordException {
        require(rows, rows.next(), "scorer");
        List<String> row = rows.next();
        List<String> individuals = row != null && row.get(0).equals("individuals") ? row : null;
        List<String> parts = require(rows, individuals == null ? row : rows.next(), "bodyparts");
        List<String> coordinates = require(rows, rows.next(), "coords");
        Map<String, Map<String, int[]>> found = new LinkedHashMap<>();
        for (int column = 1; column < coordinates.size(); column++) {
            String individual = individuals == null ? "" : individuals.get(column);
            int coordinate = COORDINATES.indexOf(coordinates.get(column));
            int[] columns = found.computeIfAbsent(individual, unused -> new LinkedHashMap<>())
                    .computeIfAbsent(parts.get(column), unused -> new int[] {-1, -1, -1});
            if (coordinate < 0 || columns[coordinate] >= 0) {
                throw new MalformedRecordException(
                        "column " + (column + 1) + " of " + rows.file(),
                        "'" + (individual + " " + parts.get(column) + " " + coordinates.get(column)).strip() + "'"
                                + (coordinate < 0 ? "" : " twice"),
                        "x, y and likelihood of each body part once; labels (CollectedData) are not read");
            }
            columns[coordinate] = column;
        }
        if (found.size() > 1) {
            found.remove(SINGLE);
        }
        return checked(rows.file(), found);
    }

    private static List<String> require(CsvRows rows, @Nullable List<String> row, String title)
            throws MalformedRecordException {
        if (row == null || !row.get(0).equals(title)) {
            throw new MalformedRecordException(
                    "header of " + rows.file(),
                    row == null ? "the end of the file" : "'" + row.get(0) + "'",
                    "the row " + title + ", after scorer, individuals (if any), bodyparts and coords in this order");
        }
        return row;
    }

    private static BodyPartColumns checked(String file, Map<String, Map<String, int[]>> found)
            throws MalformedRecordException {
        if (found.isEmpty()) {
            throw new MalformedRecordException("header of " + file, "no columns", "columns of body parts");
        }
        Map<String, int[]> first = found.values().iterator().next();
        List<String> parts = List.copyOf(first.keySet());
        boolean scored = first.values().iterator().next()[LIKELIHOOD] >= 0;
        Map<String, List<int[]>> individuals = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, int[]>> individual : found.entrySet()) {
            String name = individual.getKey().isEmpty() ? "" : " of " + individual.getKey();
            if (!List.copyOf(individual.getValue().keySet()).equals(parts)) {
                throw new MalformedRecordException(
                        "body parts" + name + " in the header of " + file,
                        String.join(", ", individual.getValue().keySet()),
                        "those of the first individual: " + String.join(", ", parts));
            }
            for (Map.Entry<String, int[]> part : individual.getValue().entrySet()) {
                int[] columns = part.getValue();
                if (columns[0] < 0 || columns[1] < 0 || scored != columns[LIKELIHOOD] >= 0) {
                    throw new MalformedRecordException(
                            part.getKey() + name + " in the header of " + file,
                            "a column is missing",
                            "x, y and likelihood of each body part");
                }
            }
            individuals.put(
                    individual.getKey(), new ArrayList<>(individual.getValue().values()));
        }
        return new BodyPartColumns(individuals, parts);
    }

    /** Returns whether there are columns of the likelihood. */
    boolean scored() {
        return individuals.values().iterator().next().get(0)[LIKELIHOOD] >= 0;
    }

    /** Returns the animals of a row of which a part was found. */
    List<Detection> animals(List<String> cells, CsvRows rows) throws MalformedRecordException {
        List<Detection> animals = new ArrayList<>();
        for (Map.Entry<String, List<int[]>> individual : individuals.entrySet()) {
            Detection animal = animal(individual.getKey(), individual.getValue(), cells, rows);
            if (animal != null) {
                animals.add(animal);
            }
        }
        return animals;
    }

    private @Nullable Detection animal(String name, List<int[]> columns, List<String> cells, CsvRows rows)
            throws MalformedRecordException {
        double[] keypoint = new double[2 * columns.size()];
        double[] score = new double[columns.size()];
        boolean found = false;
        for (int part = 0; part < score.length; part++) {
            int[] place = columns.get(part);
            String title = (name + " " + parts.get(part)).strip();
            double x = rows.number(cells.get(place[0]), "x of " + title);
            double y = rows.number(cells.get(place[1]), "y of " + title);
            double likelihood =
                    place[LIKELIHOOD] < 0 ? 1 : rows.number(cells.get(place[LIKELIHOOD]), "likelihood of " + title);
            LandmarkRow row = LandmarkRow.of(new double[] {x, y}, likelihood);
            if (row == null) {
                throw new MalformedRecordException(
                        title + " in " + rows.place(), "x or y alone", "both, or empty cells");
            }
            keypoint[2 * part] = row.values()[0];
            keypoint[2 * part + 1] = row.values()[1];
            score[part] = row.score();
            found |= !Double.isNaN(x);
        }
        return found ? new Detection(name.isEmpty() ? null : name, keypoint, score, Double.NaN, null) : null;
    }
}
