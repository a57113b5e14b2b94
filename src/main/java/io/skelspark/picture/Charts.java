package io.skelspark.picture;

import io.skelspark.storage.PlainText;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;

/** Helpers shared by all charts: white background, logical fonts. */
final class Charts {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    private static final int LABEL = 240;

    private Charts() {}

    /** Returns a chart without a legend. */
    static JFreeChart plain(String title, Plot plot) {
        JFreeChart chart = new JFreeChart(PlainText.line(title), TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(Palette.CENTRE);
        return chart;
    }

    /**
     * Returns a text of unknown origin as the label of a row or column: one line, without characters that act, cut to
     * {@value #LABEL} pixels.
     */
    static String label(String text, Font font) {
        try (Canvas canvas = Canvas.of(1, 1, Color.WHITE)) {
            return Canvas.fitted(PlainText.line(text), canvas.pen().getFontMetrics(font), LABEL);
        }
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
