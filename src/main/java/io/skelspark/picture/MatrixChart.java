package io.skelspark.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;

/** A chart of a square matrix: the first row at the top, rows and columns named if they are few enough. */
final class MatrixChart {
    /** The largest number of rows that show their names; with more, some rows show their index. */
    static final int NAMED = 64;

    private static final Font TICKS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final int STEPS = 200;
    /** The colours from 0 to 1: light to dark blue. */
    private static final Color[] SHADES = {
        new Color(0xffffff), new Color(0xc6dbef), new Color(0x6baed6), new Color(0x2171b5), new Color(0x08306b)
    };

    private final String title;
    private final List<String> names;
    private final double[][] values;

    /**
     * Creates the chart.
     *
     * @param values from 0 to 1, row by row
     */
    MatrixChart(String title, List<String> names, double[][] values) {
        this.title = title;
        this.names = names.stream().map(name -> Charts.label(name, TICKS)).toList();
        this.values = values;
    }

    /**
     * Draws the chart.
     *
     * @param rows label of the rows
     * @param columns label of the columns
     */
    BufferedImage image(String rows, String columns) {
        int size = values.length;
        int cell = size <= NAMED ? Math.max(14, 300 / size) : Math.max(2, 900 / size);
        ValueAxis horizontal = axis(columns);
        horizontal.setVerticalTickLabels(true);
        ValueAxis vertical = axis(rows);
        vertical.setInverted(true);
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale());
        XYPlot plot = new XYPlot(dataset(), horizontal, vertical, renderer);
        plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setDomainGridlinesVisible(size <= NAMED);
        plot.setRangeGridlinesVisible(size <= NAMED);
        plot.setDomainGridlinePaint(Palette.FAINT);
        plot.setRangeGridlinePaint(Palette.FAINT);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = Charts.plain(title, plot);
        chart.addSubtitle(legend());
        int names = Charts.longest(this.names, TICKS);
        return chart.createBufferedImage(Math.max(460, size * cell + names + 130), size * cell + names + 90);
    }

    private DefaultXYZDataset dataset() {
        int size = values.length;
        double[][] cells = new double[3][size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                cells[0][row * size + column] = column;
                cells[1][row * size + column] = row;
                cells[2][row * size + column] = values[row][column];
            }
        }
        DefaultXYZDataset dataset = new DefaultXYZDataset();
        dataset.addSeries("values", cells);
        return dataset;
    }

    private ValueAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        if (names.size() <= NAMED) {
            SymbolAxis named = new SymbolAxis(label, names.toArray(String[]::new));
            named.setGridBandsVisible(false);
            axis = named;
            axis.setTickUnit(new NumberTickUnit(1));
        }
        axis.setRange(-0.5, values.length - 0.5);
        axis.setTickLabelFont(TICKS);
        axis.setTickMarksVisible(false);
        return axis;
    }

    private static PaintScale scale() {
        LookupPaintScale scale = new LookupPaintScale(0, 1, Color.WHITE);
        for (int step = 0; step <= STEPS; step++) {
            scale.add((double) step / STEPS, shade((double) step / STEPS));
        }
        return scale;
    }

    private static Color shade(double value) {
        double place = value * (SHADES.length - 1);
        int below = (int) Math.min(Math.floor(place), SHADES.length - 2);
        double part = place - below;
        Color from = SHADES[below];
        Color to = SHADES[below + 1];
        return new Color(
                (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
    }

    private static PaintScaleLegend legend() {
        NumberAxis axis = new NumberAxis();
        axis.setRange(0, 1);
        axis.setTickUnit(new NumberTickUnit(0.1));
        axis.setTickLabelFont(TICKS);
        PaintScaleLegend legend = new PaintScaleLegend(scale(), axis);
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setStripWidth(12);
        legend.setMargin(new RectangleInsets(4, 8, 4, 4));
        legend.setAxisLocation(AxisLocation.TOP_OR_RIGHT);
        return legend;
    }
}
