package io.skelspark.source.recording;

import io.skelspark.source.LookupFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Labels in a table of comma-separated values with the columns {@code recording} and {@code label}, and perhaps
 * {@code start} and {@code end}, the first and the last frame of a segment, {@code person}, the identity of the one person
 * who acts, and {@code split}. Every other column is an attribute. A recording may have several lines.
 */
public final class LabelTable extends LookupFile<Map<String, List<Segment>>> implements Labels {
    private static final long serialVersionUID = 1;

    private static final long MAX_BYTES = 256L << 20;
    private static final String RECORDING = "recording";
    private static final String LABEL = "label";
    private static final String START = "start";
    private static final String END = "end";
    private static final String PERSON = "person";
    private static final String SPLIT = "split";
    private static final Set<String> KNOWN = Set.of(RECORDING, LABEL, START, END, PERSON, SPLIT);

    private final FrameCount frames;
    private final String split;

    /**
     * Creates a table that is read when it is needed.
     *
     * @param file its path
     * @param frames how its columns start and end count
     * @param split the split of lines that name none
     */
    public LabelTable(String file, FrameCount frames, String split) {
        super(file, "a table with the columns recording and label; fix dataset.source.labels.table", MAX_BYTES);
        this.frames = frames;
        this.split = split;
    }

    /**
     * How a table counts frames.
     *
     * @param perUnit frames in a unit of the table: 1 if it has numbers of frames, the frames of a second if it has seconds
     * @param first number of the first frame, 0 or 1
     */
    public record FrameCount(double perUnit, int first) implements Serializable {
        private int index(double value) {
            return (int) Math.round(value * perUnit) - first;
        }
    }

    @Override
    public List<Segment> of(String recording, Configuration hadoop) throws IOException {
        Map<String, List<Segment>> table = content(hadoop);
        List<Segment> byPath = table.get(recording);
        return byPath != null
                ? byPath
                : table.getOrDefault(recording.substring(recording.lastIndexOf('/') + 1), List.of());
    }

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return List.of(check(hadoop));
    }

    /** Returns the recordings that the table names. */
    Set<String> recordings(Configuration hadoop) throws IOException {
        return content(hadoop).keySet();
    }

    @Override
    protected Map<String, List<Segment>> parse(InputStream stream) throws IOException {
        Map<String, List<Segment>> table = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .build();
        InputStream text = BOMInputStream.builder().setInputStream(stream).get(); // spreadsheets write a mark
        try (CSVParser lines = CSVParser.parse(new InputStreamReader(text, StandardCharsets.UTF_8), format)) {
            for (String needed : List.of(RECORDING, LABEL)) {
                if (!lines.getHeaderNames().contains(needed)) {
                    throw new IOException(file() + ": the first line has no column '" + needed + "', found "
                            + lines.getHeaderNames() + ", expected recording,label and perhaps start,end,person,split");
                }
            }
            for (CSVRecord line : lines) {
                if (!line.isConsistent()) {
                    throw new IOException(place(line) + ": " + line.size() + " cells, expected "
                            + lines.getHeaderNames().size() + ", as in the first line");
                }
                table.computeIfAbsent(cell(line, RECORDING), unused -> new ArrayList<>())
                        .add(segment(line));
            }
        } catch (UncheckedIOException | IllegalArgumentException bad) {
            throw new IOException(file() + ": " + bad.getMessage() + "; expected comma-separated values", bad);
        }
        table.values().forEach(segments -> segments.sort(Comparator.comparingInt(Segment::first)));
        return table;
    }

    private Segment segment(CSVRecord line) throws IOException {
        String start = optional(line, START);
        String end = optional(line, END);
        int first = start == null ? 0 : frame(line, START, start);
        int last = end == null ? Segment.END : frame(line, END, end);
        if (last < first) {
            throw new IOException(place(line) + ": end " + end + " is before start " + start
                    + ", expected the first and the last frame of the segment");
        }
        String named = optional(line, SPLIT);
        return new Segment(
                first,
                last,
                optional(line, PERSON),
                cell(line, LABEL),
                List.of(named == null ? new String[] {split} : named.split(" +")),
                attributes(line));
    }

    private int frame(CSVRecord line, String column, String text) throws IOException {
        try {
            int index = frames.index(Double.parseDouble(text));
            if (index >= 0) {
                return index;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new IOException(place(line) + ": " + column + " is '" + text + "', expected a number from "
                + frames.first() + "; see dataset.source.labels.first-frame and dataset.source.labels.seconds");
    }

    private static SortedMap<String, String> attributes(CSVRecord line) {
        SortedMap<String, String> attributes = new TreeMap<>();
        line.toMap().forEach((column, value) -> {
            if (!KNOWN.contains(column) && !column.isBlank() && !value.isBlank()) {
                attributes.put(column, value);
            }
        });
        return attributes;
    }

    private String cell(CSVRecord line, String column) throws IOException {
        String text = optional(line, column);
        if (text == null) {
            throw new IOException(place(line) + ": the cell " + column + " is empty, expected a " + column);
        }
        return text;
    }

    private static @Nullable String optional(CSVRecord line, String column) {
        String text = line.isSet(column) ? line.get(column) : "";
        return text.isBlank() ? null : text;
    }

    private String place(CSVRecord line) {
        return file() + ", row " + (line.getRecordNumber() + 1);
    }

    @Override
    public String toString() {
        return "LabelTable[" + file() + ", " + frames + ", split=" + split + "]";
    }
}
