package io.skelspark.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Colours with a meaning, chosen to stay apart for readers who do not tell red from green. */
final class Palette {
    static final Color LEFT = new Color(0x1f77b4);
    static final Color RIGHT = new Color(0xd95f02);
    static final Color CENTRE = new Color(0x444444);
    static final Color TEXT = new Color(0x222222);
    static final Color FAINT = new Color(0xdddddd);

    /** Of the lines of a chart (Okabe and Ito's, without yellow, which a white ground swallows). */
    private static final List<Color> LINES = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0x56b4e9),
            new Color(0xe69f00),
            new Color(0x000000));

    private Palette() {}

    /** The colour of a line; after seven they start over. */
    static Color line(int index) {
        return LINES.get(index % LINES.size());
    }

    /** The same, nearer to white. */
    static Color pale(Color color) {
        return new Color(mixed(color.getRed()), mixed(color.getGreen()), mixed(color.getBlue()));
    }

    private static int mixed(int component) {
        return (component + 255) / 2;
    }

    /** Bright colours around the wheel; neighbours in index are far apart on it. */
    static List<Color> wheel(int count) {
        List<Color> colors = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            // steps of the golden section never meet
            float hue = (float) (index * 0.618034 % 1);
            boolean blue = hue > 0.58 && hue < 0.78; // pure blue is hardly seen on black
            colors.add(Color.getHSBColor(hue, blue || index % 2 == 1 ? 0.6f : 1f, 1f));
        }
        return colors;
    }
}
