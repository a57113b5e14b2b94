package io.skelspark.storage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for a terminal: aligned columns, every cell in {@link PlainText}. */
public final class TextTable {
    private TextTable() {}

    /**
     * Returns the lines of a table, each with its end.
     *
     * @param lines the cells; every line has as many as the first
     * @param names the number of first columns that are aligned to the left; the others hold numbers
     */
    public static String aligned(List<List<String>> lines, int names) {
        List<List<String>> plain = lines.stream()
                .map(line -> line.stream().map(PlainText::line).toList())
                .toList();
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(column -> plain.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return plain.stream().map(line -> line(line, names, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> cells, int names, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    String gap = " ".repeat(widths[column] - cells.get(column).length());
                    return column < names ? cells.get(column) + gap : gap + cells.get(column);
                })
                .collect(Collectors.joining("  "))
                .stripTrailing()
                .concat(System.lineSeparator());
    }
}
