package io.skelspark.picture;

import io.skelspark.evaluate.ScoredWindow;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * The curves of some classes' probabilities over the frames of a recording. Where several windows fall on one column of
 * pixels, the column shows their smallest and their largest value. A curve is broken where no window holds a frame.
 */
record ScoreCurves(TimeAxis axis, int top, int height) {
    private static final BasicStroke STROKE = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    /** Draws the frame of the curves, with lines at 0, 0.5 and 1. */
    void ground(Canvas canvas) {
        for (double value : new double[] {0, 0.5, 1}) {
            canvas.pen().setColor(Palette.FAINT);
            canvas.pen().drawLine(axis.left(), (int) y(value), axis.left() + axis.width(), (int) y(value));
            canvas.pen().setColor(Palette.CENTRE);
            canvas.textBefore(
                    value == 0.5 ? "0.5" : Integer.toString((int) value), axis.left() - 6, (int) y(value) + 4);
        }
    }

    /** Draws the curve of one class. */
    void draw(Canvas canvas, List<ScoredWindow> windows, int label, Color color) {
        canvas.pen().setColor(color);
        canvas.pen().setStroke(STROKE);
        canvas.pen().draw(path(windows, label));
    }

    /** Returns the line through the windows' centres, which reaches to the ends of the first and the last window. */
    Path2D path(List<ScoredWindow> windows, int label) {
        Path2D path = new Path2D.Double();
        int index = 0;
        while (index < windows.size()) {
            ScoredWindow first = windows.get(index);
            path.moveTo(axis.x(first.start()), y(first.probabilities()[label]));
            index = run(path, windows, index, label);
            ScoredWindow last = windows.get(index - 1);
            path.lineTo(axis.x(last.end() + 1), y(last.probabilities()[label]));
        }
        return path;
    }

    /** Draws to the centres of the windows from an index on, and returns the index of the first one after a gap. */
    private int run(Path2D path, List<ScoredWindow> windows, int from, int label) {
        int index = from;
        while (index < windows.size()) {
            int column = column(windows.get(index));
            float smallest = windows.get(index).probabilities()[label];
            float largest = smallest;
            boolean ends = false;
            int next = index + 1;
            while (next < windows.size() && !ends && column(windows.get(next)) == column) {
                ends = gap(windows, next);
                if (!ends) {
                    smallest = Math.min(smallest, windows.get(next).probabilities()[label]);
                    largest = Math.max(largest, windows.get(next).probabilities()[label]);
                    next++;
                }
            }
            path.lineTo(centre(windows.get(index)), y(smallest));
            if (largest > smallest) {
                path.lineTo(centre(windows.get(index)), y(largest));
            }
            index = next;
            if (index < windows.size() && gap(windows, index)) {
                return index;
            }
        }
        return index;
    }

    private static boolean gap(List<ScoredWindow> windows, int index) {
        return windows.get(index).start() > windows.get(index - 1).end() + 1;
    }

    private int column(ScoredWindow window) {
        return (int) centre(window);
    }

    private double centre(ScoredWindow window) {
        return axis.x((window.start() + window.end() + 1) / 2.0);
    }

    private double y(double value) {
        return top + height * (1 - value);
    }
}
