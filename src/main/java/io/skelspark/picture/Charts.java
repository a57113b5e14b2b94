package io.skelspark.picture;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;

/** Helpers shared by all charts: white background, logical fonts. */
final class Charts {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    private Charts() {}

    /** Returns a chart without a legend. */
    static JFreeChart plain(String title, Plot plot) {
        JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(Palette.CENTRE);
        return chart;
    }

    /** Returns the width of the longest text, in pixels. */
    static int longest(List<String> texts, Font font) {
        try (Canvas canvas = Canvas.of(1, 1, Color.WHITE)) {
            return texts.stream()
                    .mapToInt(text -> canvas.pen().getFontMetrics(font).stringWidth(text))
                    .max()
                    .orElse(0);
        }
    }
}
