package io.skelspark.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A sheet of equally sized images in rows, each under its caption, with a title and a legend. */
final class ContactSheet {
    /** The usual number of images beside each other. */
    static final int COLUMNS = 6;

    private static final int GAP = 8;
    private static final int LINE = 18;
    /** The smallest width of a sheet, so that titles are not cut. */
    private static final int SMALLEST = 480;

    private final String title;
    private final List<String> legend;
    private final List<Color> colors;
    private final int most;
    private final List<String> captions = new ArrayList<>();
    private final List<BufferedImage> images = new ArrayList<>();

    ContactSheet(String title, List<String> legend, List<Color> colors) {
        this(title, legend, colors, COLUMNS);
    }

    /**
     * Creates an empty sheet.
     *
     * @param most number of images beside each other at most
     */
    ContactSheet(String title, List<String> legend, List<Color> colors, int most) {
        this.most = most;
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
        int columns = Math.min(most, images.size());
        int rows = (images.size() + columns - 1) / columns;
        int cellWidth = images.get(0).getWidth() + GAP;
        int cellHeight = images.get(0).getHeight() + GAP + LINE;
        int width = Math.max(SMALLEST, columns * cellWidth + GAP);
        Legend below = new Legend(legend, colors, width);
        int head = GAP + LINE + below.height() + GAP;
        try (Canvas canvas = Canvas.of(width, head + rows * cellHeight + GAP, Color.WHITE)) {
            canvas.pen().setFont(Canvas.BOLD);
            canvas.text(title, GAP, GAP + LINE - 4, width - 2 * GAP);
            canvas.pen().setFont(Canvas.FONT);
            below.draw(canvas, GAP, GAP + LINE);
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
}
