package io.skelspark.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A sheet of equally sized images in rows, each under its caption, with a title and a legend. */
final class ContactSheet {
    private static final int COLUMNS = 6;
    private static final int GAP = 8;
    private static final int LINE = 18;
    /** The smallest width of a sheet, so that titles are not cut. */
    private static final int SMALLEST = 480;

    private final String title;
    private final List<String> legend;
    private final List<Color> colors;
    private final List<String> captions = new ArrayList<>();
    private final List<BufferedImage> images = new ArrayList<>();

    ContactSheet(String title, List<String> legend, List<Color> colors) {
        this.title = title;
        this.legend = legend;
        this.colors = colors;
    }

    /** Returns at most {@code shown} evenly spaced indices below {@code count}, including the first and the last. */
    static int[] spread(int count, int shown) {
        int steps = Math.min(count, shown);
        return IntStream.range(0, steps)
                .map(step -> steps == 1 ? 0 : (int) Math.round(step * (count - 1.0) / (steps - 1)))
                .toArray();
    }

    void add(String caption, BufferedImage image) {
        captions.add(caption);
        images.add(image);
    }

    BufferedImage image() {
        int columns = Math.min(COLUMNS, images.size());
        int rows = (images.size() + columns - 1) / columns;
        int cellWidth = images.get(0).getWidth() + GAP;
        int cellHeight = images.get(0).getHeight() + GAP + LINE;
        int width = Math.max(SMALLEST, columns * cellWidth + GAP);
        List<List<Integer>> lines = legendLines(width);
        int head = GAP + LINE * (1 + lines.size()) + GAP;
        try (Canvas canvas = Canvas.of(width, head + rows * cellHeight + GAP, Color.WHITE)) {
            canvas.pen().setFont(Canvas.BOLD);
            canvas.text(title, GAP, GAP + LINE - 4, width - 2 * GAP);
            canvas.pen().setFont(Canvas.FONT);
            for (int line = 0; line < lines.size(); line++) {
                legend(canvas, lines.get(line), GAP + (line + 2) * LINE - 4);
            }
            for (int i = 0; i < images.size(); i++) {
                int left = GAP + i % columns * cellWidth;
                int top = head + i / columns * cellHeight;
                canvas.text(captions.get(i), left, top + LINE - 5, cellWidth - GAP);
                canvas.pen().drawImage(images.get(i), left, top + LINE, null);
                canvas.pen().setColor(Palette.FAINT);
                canvas.pen()
                        .drawRect(
                                left - 1,
                                top + LINE - 1,
                                images.get(i).getWidth() + 1,
                                images.get(i).getHeight() + 1);
                canvas.pen().setColor(Palette.TEXT);
            }
            return canvas.image();
        }
    }

    /** Draws the entries of the legend that fit beside each other. */
    private List<List<Integer>> legendLines(int width) {
        List<List<Integer>> lines = new ArrayList<>();
        int used = width;
        for (int entry = 0; entry < legend.size(); entry++) {
            int entryWidth = entryWidth(entry);
            if (used + entryWidth > width) {
                lines.add(new ArrayList<>());
                used = 2 * GAP;
            }
            lines.get(lines.size() - 1).add(entry);
            used += entryWidth;
        }
        return lines;
    }

    private void legend(Canvas canvas, List<Integer> entries, int line) {
        int left = GAP;
        for (int entry : entries) {
            canvas.pen().setColor(colors.get(entry));
            canvas.pen().fillRect(left, line - 9, 10, 10);
            canvas.pen().setColor(Palette.TEXT);
            int width = entryWidth(entry);
            canvas.text(legend.get(entry), left + 14, line, width);
            left += width;
        }
    }

    private int entryWidth(int entry) {
        try (Canvas canvas = Canvas.of(1, 1, Color.WHITE)) {
            return canvas.pen().getFontMetrics().stringWidth(legend.get(entry)) + 14 + 2 * GAP;
        }
    }
}
