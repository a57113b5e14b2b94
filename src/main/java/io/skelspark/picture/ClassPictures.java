package io.skelspark.picture;

import io.skelspark.evaluate.ClassAccuracy;
import io.skelspark.evaluate.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Pictures of a stream's or a fusion's results by class. */
public final class ClassPictures {
    private static final Font TICKS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final int BAR = 16;

    private ClassPictures() {}

    /**
     * Draws the confusion matrix, each row in fractions of its class. Up to 64 classes show their names; with more, some
     * show their index.
     *
     * @param name of the file, without ending
     * @param names of all classes by index
     */
    public static Picture confusion(String name, String title, ConfusionMatrix confusion, List<String> names) {
        List<String> shown =
                Arrays.stream(confusion.classes()).mapToObj(names::get).toList();
        double[][] shares = confusion.normalized(ConfusionMatrix.Normalization.TRUE);
        return Picture.png(name, new MatrixChart(title, shown, shares).image("true class", "predicted class"));
    }

    /**
     * Draws the accuracy of each class that has samples, best first. With more than 64 classes, the 32 best and the 32
     * worst are shown, and the title says so.
     *
     * @param name of the file, without ending
     * @param names of all classes by index
     */
    public static Picture accuracies(String name, String title, ConfusionMatrix confusion, List<String> names) {
        List<ClassAccuracy> ordered = confusion.classAccuracies().stream()
                .filter(accuracy -> accuracy.samples() > 0)
                .sorted(Comparator.comparingDouble(accuracy -> -accuracy.accuracy()))
                .toList();
        List<ClassAccuracy> shown = new ArrayList<>(ordered);
        String which = "";
        if (ordered.size() > MatrixChart.NAMED) {
            int half = MatrixChart.NAMED / 2;
            shown.subList(half, ordered.size() - half).clear();
            which = ", the " + half + " best and " + half + " worst of " + ordered.size();
        }
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (ClassAccuracy accuracy : shown) {
            String shortened = Charts.label(names.get(accuracy.classIndex()), TICKS);
            String label = shortened + " (" + accuracy.hits() + "/" + accuracy.samples() + ")";
            bars.addValue(100 * accuracy.accuracy(), "accuracy", new Bar(accuracy.classIndex(), label));
        }
        JFreeChart chart = Charts.plain(title + which, plot(bars));
        return Picture.png(name, chart.createBufferedImage(760, 90 + BAR * shown.size()));
    }

    /** The key of a bar: labels that were cut may be equal. */
    private record Bar(int classIndex, String label) implements Comparable<Bar> {
        @Override
        public int compareTo(Bar other) {
            return Integer.compare(classIndex, other.classIndex);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static CategoryPlot plot(DefaultCategoryDataset bars) {
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Palette.LEFT);
        renderer.setItemMargin(0);
        CategoryAxis classes = new CategoryAxis();
        classes.setTickLabelFont(TICKS);
        classes.setMaximumCategoryLabelWidthRatio(0.5f);
        classes.setLowerMargin(0.01);
        classes.setUpperMargin(0.01);
        classes.setCategoryMargin(0.25);
        NumberAxis percent = new NumberAxis("accuracy, %");
        percent.setRange(0, 100);
        CategoryPlot plot = new CategoryPlot(bars, classes, percent, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Palette.FAINT);
        // the label of the last tick is wider than the default margin
        plot.setInsets(new RectangleInsets(4, 8, 4, 20));
        return plot;
    }
}
