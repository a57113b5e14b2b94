package io.skelspark.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** A legend: squares of colours, each with its text, in as many lines as a width needs. */
final class Legend {
    static final int LINE = 18;
    private static final int GAP = 8;
    private static final int SQUARE = 10;

    private final List<String> texts;
    private final List<Color> colors;
    private final List<Integer> widths;
    private final List<List<Integer>> lines = new ArrayList<>();

    /** Arranges the entries. */
    Legend(List<String> texts, List<Color> colors, int width) {
        this.texts = texts.stream().map(text -> Charts.label(text, Canvas.FONT)).toList();
        this.colors = colors;
        widths = this.texts.stream()
                .map(text -> Charts.longest(List.of(text), Canvas.FONT) + SQUARE + 4 + 2 * GAP)
                .toList();
        int used = width;
        for (int entry = 0; entry < texts.size(); entry++) {
            if (used + widths.get(entry) > width) {
                lines.add(new ArrayList<>());
                used = 2 * GAP;
            }
            lines.get(lines.size() - 1).add(entry);
            used += widths.get(entry);
        }
    }

    /** Returns the height, in pixels. */
    int height() {
        return LINE * lines.size();
    }

    /** Draws the legend from its left upper corner. */
    void draw(Canvas canvas, int left, int top) {
        for (int line = 0; line < lines.size(); line++) {
            int x = left;
            int base = top + (line + 1) * LINE - 4;
            for (int entry : lines.get(line)) {
                canvas.pen().setColor(colors.get(entry));
                canvas.pen().fillRect(x, base - SQUARE + 1, SQUARE, SQUARE);
                canvas.pen().setColor(Palette.TEXT);
                canvas.text(texts.get(entry), x + SQUARE + 4, base, widths.get(entry));
                x += widths.get(entry);
            }
        }
    }
}
