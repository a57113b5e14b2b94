package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.storage.InputFile;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The rows of a file of comma-separated values. Each has as many cells as the first one; empty lines are passed over. */
final class CsvRows implements Closeable {
    /** Damaged quotes give cells that are no numbers, and these are refused by their place. */
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setTrim(true)
            .setLenientEof(true)
            .setTrailingData(true)
            .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int MOST_SHOWN = 40;

    private final String file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private int width;
    private int frameColumn = -1;
    private String place;

    private CsvRows(String file, CSVParser parser) {
        this.file = file;
        this.parser = parser;
        this.rows = parser.iterator();
        place = file;
    }

    static CsvRows open(String path, Configuration hadoop) throws IOException {
        InputFile file = InputFile.existing(path, "a table of a recording", hadoop);
        return new CsvRows(
                file.name(),
                CSVParser.parse(
                        new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8)), FORMAT));
    }

    /** Returns the rows of a text, the last of which may be cut short. */
    static CsvRows of(byte[] start) throws IOException {
        return new CsvRows("start", CSVParser.parse(new String(start, StandardCharsets.UTF_8), FORMAT));
    }

    /**
     * Reads the next row.
     *
     * @return null after the last one
     * @throws MalformedRecordException if it has more or fewer cells than the first one
     */
    @Nullable
    List<String> next() throws IOException, MalformedRecordException {
        CSVRecord row;
        try {
            if (!rows.hasNext()) {
                return null;
            }
            row = rows.next();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        List<String> cells = new ArrayList<>(row.toList());
        boolean numbered = frameColumn >= 0 && frameColumn < cells.size();
        place = "line " + parser.getCurrentLineNumber()
                + (numbered ? " (frame " + brief(cells.get(frameColumn)) + ")" : "") + " of " + file;
        if (width == 0) {
            width = cells.size();
            cells.set(0, cells.get(0).replace(BYTE_ORDER_MARK, ""));
            requireCommas(cells);
        } else if (cells.size() != width) {
            throw new MalformedRecordException(place, cells.size() + " cells", width + " as in the first line");
        }
        return cells;
    }

    private void requireCommas(List<String> cells) throws MalformedRecordException {
        String first = cells.get(0);
        if (width == 1 && (first.contains(";") || first.contains("\t"))) {
            throw new MalformedRecordException(
                    "first line of " + file,
                    "cells separated by " + (first.contains(";") ? "semicolons" : "tabs"),
                    "cells separated by commas");
        }
    }

    /** Returns the cell as a finite number, or NaN if it is empty. */
    double number(String cell, String column) throws MalformedRecordException {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        double number = Decimal.parse(cell);
        if (Double.isNaN(number)) {
            throw new MalformedRecordException(
                    column + " in " + place,
                    "'" + brief(cell) + "'",
                    "a finite number, or an empty cell where nothing was found");
        }
        return number;
    }

    /** Returns the cell as a whole number. */
    long integer(String cell, String column) throws MalformedRecordException {
        double number = number(cell, column);
        if (number != (long) number) {
            throw new MalformedRecordException(column + " in " + place, "'" + brief(cell) + "'", "a whole number");
        }
        return (long) number;
    }

    private static String brief(String cell) {
        return cell.substring(0, Math.min(cell.length(), MOST_SHOWN));
    }

    /** Sets the column with the number of the frame, which {@link #place} shows. */
    void frameColumn(int column) {
        frameColumn = column;
    }

    /** Returns where the row is that was read last: its line, frame and file. */
    String place() {
        return place;
    }

    /** Returns the name of the file. */
    String file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
