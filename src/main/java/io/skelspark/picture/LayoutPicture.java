package io.skelspark.picture;

import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A picture of a layout: its joints with their indices in a resting pose, and a list of their names. Edges are lines,
 * limbs that are no edges are dashed, and the centre has a ring. The left side is blue, the right side orange.
 */
public final class LayoutPicture {
    /** Joints of a layout that is drawn at the smaller size. */
    private static final int FEW = 60;

    private static final int MARGIN = 24;
    private static final int TITLE = 40;
    private static final int ROW = 16;
    private static final int GAP = 24;
    private static final double RADIUS = 3.2;
    private static final double RING = 7;
    private static final BasicStroke EDGE = new BasicStroke(2);
    private static final BasicStroke LIMB =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

    private final Layout layout;
    private final List<Point2D> places;
    private final Rectangle2D bounds;
    private final double scale;

    private LayoutPicture(Layout layout) {
        this.layout = layout;
        places = RestingPose.of(layout);
        Rectangle2D found =
                new Rectangle2D.Double(places.get(0).getX(), places.get(0).getY(), 0, 0);
        places.forEach(found::add);
        bounds = found;
        double side = layout.size() > FEW ? 1300 : 560;
        scale = side / Math.max(1e-3, Math.max(bounds.getWidth(), bounds.getHeight()));
    }

    /**
     * Draws a layout.
     *
     * @param name of the file, without ending
     */
    public static Picture of(String name, Layout layout) {
        return Picture.png(name, new LayoutPicture(layout).image());
    }

    private BufferedImage image() {
        int figure = (int) Math.ceil(bounds.getWidth() * scale) + 3 * MARGIN;
        int height = TITLE + (int) Math.ceil(bounds.getHeight() * scale) + 2 * MARGIN;
        int rows = Math.max(12, (height - TITLE - MARGIN) / ROW);
        int columns = (layout.size() + rows - 1) / rows;
        int column = columnWidth();
        int width = Math.max(480, figure + columns * column + MARGIN);
        height = Math.max(height, TITLE + rows * ROW + MARGIN);
        try (Canvas canvas = Canvas.of(width, height, Color.WHITE)) {
            canvas.pen().setFont(Canvas.BOLD);
            canvas.text(title(), MARGIN, MARGIN, width - 2 * MARGIN);
            canvas.pen().setFont(Canvas.FONT);
            lines(canvas);
            joints(canvas);
            for (int joint = 0; joint < layout.size(); joint++) {
                canvas.pen().setColor(color(joint));
                canvas.text(
                        label(joint),
                        figure + joint / rows * column,
                        TITLE + (joint % rows + 1) * ROW,
                        column - GAP / 2);
            }
            return canvas.image();
        }
    }

    private String title() {
        return layout.name() + ": " + layout.size() + " joints, centre " + label(layout.center());
    }

    private String label(int joint) {
        return joint + " " + layout.joints().get(joint);
    }

    private int columnWidth() {
        try (Canvas canvas = Canvas.of(1, 1, Color.WHITE)) {
            FontMetrics metrics = canvas.pen().getFontMetrics();
            int longest = 0;
            for (int joint = 0; joint < layout.size(); joint++) {
                longest = Math.max(longest, metrics.stringWidth(label(joint)));
            }
            return Math.min(260, longest + GAP);
        }
    }

    private void lines(Canvas canvas) {
        Set<Set<Integer>> drawn = new HashSet<>();
        canvas.pen().setStroke(EDGE);
        layout.inward().forEach(edge -> line(canvas, edge, drawn));
        canvas.pen().setStroke(LIMB);
        layout.limbs().forEach(limb -> line(canvas, limb, drawn));
    }

    /** Draws a line that is not there yet, in the colour of the end that has a side. */
    private void line(Canvas canvas, Pair pair, Set<Set<Integer>> drawn) {
        if (pair.from() != pair.to() && drawn.add(Set.of(pair.from(), pair.to()))) {
            Color color = color(pair.from());
            canvas.pen().setColor(Palette.pale(color.equals(Palette.CENTRE) ? color(pair.to()) : color));
            canvas.pen().draw(new Line2D.Double(pixel(pair.from()), pixel(pair.to())));
        }
    }

    private void joints(Canvas canvas) {
        for (int joint = 0; joint < layout.size(); joint++) {
            Point2D pixel = pixel(joint);
            canvas.pen().setStroke(EDGE);
            canvas.pen().setColor(color(joint));
            canvas.pen().fill(circle(pixel, RADIUS));
            if (joint == layout.center()) {
                canvas.pen().draw(circle(pixel, RING));
            }
            canvas.pen().drawString(Integer.toString(joint), (float) pixel.getX() + 5, (float) pixel.getY() - 4);
        }
    }

    private static Ellipse2D circle(Point2D middle, double radius) {
        return new Ellipse2D.Double(middle.getX() - radius, middle.getY() - radius, 2 * radius, 2 * radius);
    }

    private Point2D pixel(int joint) {
        Point2D place = places.get(joint);
        return new Point2D.Double(
                MARGIN + (place.getX() - bounds.getX()) * scale,
                TITLE + MARGIN + (place.getY() - bounds.getY()) * scale);
    }

    private Color color(int joint) {
        if (layout.jointSides().left().contains(joint)) {
            return Palette.LEFT;
        }
        return layout.jointSides().right().contains(joint) ? Palette.RIGHT : Palette.CENTRE;
    }
}
