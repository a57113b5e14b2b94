package io.skelspark.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** The colours of all pictures, distinct also for readers with red-green colour blindness. */
final class Palette {
    static final Color LEFT = new Color(0x1f77b4);
    static final Color RIGHT = new Color(0xd95f02);
    static final Color CENTRE = new Color(0x444444);
    static final Color TEXT = new Color(0x222222);
    static final Color FAINT = new Color(0xdddddd);

    /** The lines of a chart: Okabe and Ito's colours without yellow, which is hard to see on white. */
    private static final List<Color> LINES = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0x56b4e9),
            new Color(0xe69f00),
            new Color(0x000000));

    private Palette() {}

    /** Returns the colour of a line. After seven lines the colours repeat. */
    static Color line(int index) {
        return LINES.get(index % LINES.size());
    }

    /** Returns the colour of a class. The first six are those of lines without black, then paler, then darker ones follow. */
    static Color kind(int index) {
        int hues = LINES.size() - 1;
        Color color = LINES.get(index % hues);
        return switch (index / hues % 3) {
            case 0 -> color;
            case 1 -> pale(color);
            default -> color.darker();
        };
    }

    /** Returns the colour of a text that is read on a ground. */
    static Color on(Color ground) {
        double luminance = 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue();
        return luminance > 140 ? TEXT : Color.WHITE;
    }

    /** Returns a paler shade of a colour. */
    static Color pale(Color color) {
        return new Color(mixed(color.getRed()), mixed(color.getGreen()), mixed(color.getBlue()));
    }

    private static int mixed(int component) {
        return (component + 255) / 2;
    }

    /** Returns bright colours around the colour wheel. Colours of neighbouring indices are far apart. */
    static List<Color> wheel(int count) {
        List<Color> colors = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            // multiples of the golden ratio never coincide
            float hue = (float) (index * 0.618034 % 1);
            boolean blue = hue > 0.58 && hue < 0.78; // pure blue is hard to see on black
            colors.add(Color.getHSBColor(hue, blue || index % 2 == 1 ? 0.6f : 1f, 1f));
        }
        return colors;
    }
}
