package io.skelspark.picture;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;

/** What the charts have in common: white ground, fonts that every machine has. */
final class Charts {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    private Charts() {}

    /** A chart without a legend. */
    static JFreeChart plain(String title, Plot plot) {
        JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(Palette.CENTRE);
        return chart;
    }

    /** The width of the longest text, in pixels. */
    static int longest(List<String> texts, Font font) {
        try (Canvas canvas = Canvas.of(1, 1, Color.WHITE)) {
            return texts.stream()
                    .mapToInt(text -> canvas.pen().getFontMetrics(font).stringWidth(text))
                    .max()
                    .orElse(0);
        }
    }
}
