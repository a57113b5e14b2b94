package io.skelspark.picture;

import io.skelspark.train.TrainingCurves;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A picture of loss, accuracy and learning rate of one or more streams over their iterations. */
public final class CurvesPicture {
    private static final BasicStroke SOLID = new BasicStroke(1.6f);
    private static final BasicStroke DASHED =
            new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);

    private final Map<String, TrainingCurves> streams;

    private CurvesPicture(Map<String, TrainingCurves> streams) {
        this.streams = streams;
    }

    /**
     * Draws the three charts, one above the other.
     *
     * @param name of the file, without ending
     */
    public static Picture of(String name, String title, Map<String, TrainingCurves> streams) {
        return Picture.png(name, new CurvesPicture(streams).chart(title).createBufferedImage(860, 720));
    }

    private JFreeChart chart(String title) {
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(integers("iteration"));
        plot.setGap(14);
        XYPlot accuracy = plot("accuracy, %");
        accuracy.getRangeAxis().setRange(0, 102);
        addSteps(accuracy, " batch", step -> 100 * step.top1(), DASHED);
        addValidations(accuracy);
        XYPlot loss = plot("training loss");
        addSteps(loss, "", TrainingCurves.LoggedStep::loss, SOLID);
        XYPlot rate = plot("learning rate");
        addSteps(rate, "", TrainingCurves.LoggedStep::learningRate, SOLID);
        plot.add(loss, 2);
        plot.add(accuracy, 3);
        plot.add(rate, 1);
        JFreeChart chart = Charts.plain(title, plot);
        chart.addSubtitle(legend(accuracy));
        return chart;
    }

    private static LegendTitle legend(XYPlot plot) {
        LegendTitle legend = new LegendTitle(() -> {
            LegendItemCollection items = new LegendItemCollection();
            items.addAll(plot.getLegendItems());
            return items;
        });
        legend.setPosition(RectangleEdge.BOTTOM);
        return legend;
    }

    private static NumberAxis integers(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    private static XYPlot plot(String label) {
        NumberAxis axis = new NumberAxis(label);
        XYPlot plot = new XYPlot(null, null, axis, null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Palette.FAINT);
        plot.setRangeGridlinePaint(Palette.FAINT);
        return plot;
    }

    private void addSteps(
            XYPlot plot, String suffix, ToDoubleFunction<TrainingCurves.LoggedStep> value, BasicStroke stroke) {
        add(plot, stroke, false, stream -> stream + suffix, (curves, series) -> curves.steps()
                .forEach(step -> series.add((double) step.iteration(), value.applyAsDouble(step))));
    }

    private void addValidations(XYPlot plot) {
        add(plot, SOLID, true, stream -> stream + " validation", (curves, series) -> curves.validations()
                .forEach(validation -> series.add((double) validation.iteration(), 100 * validation.top1())));
    }

    /** Fills a series with the points of one stream. */
    private interface Points {
        void into(TrainingCurves curves, XYSeries series);
    }

    private void add(XYPlot plot, BasicStroke stroke, boolean marked, Function<String, String> title, Points points) {
        XYSeriesCollection dataset = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, marked);
        int index = 0;
        for (Map.Entry<String, TrainingCurves> stream : streams.entrySet()) {
            XYSeries series = new XYSeries(title.apply(stream.getKey()));
            points.into(stream.getValue(), series);
            dataset.addSeries(series);
            Color color = marked || stroke.equals(SOLID) ? Palette.line(index) : Palette.pale(Palette.line(index));
            renderer.setSeriesPaint(index, color);
            renderer.setSeriesStroke(index, stroke);
            index++;
        }
        int place = plot.getDatasetCount() == 1 && plot.getDataset() == null ? 0 : plot.getDatasetCount();
        plot.setDataset(place, dataset);
        plot.setRenderer(place, renderer);
    }
}
