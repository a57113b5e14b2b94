package io.skelspark.picture;

import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.SideName;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pose in which every joint of a layout can be seen. Joints with the names of body parts lie where the parts of a
 * body that faces the viewer do, the person's left on the right. The others spread outwards from their parents.
 */
final class RestingPose {
    private static final double STEP = 0.32;
    /** Half of the angle over which the joints of one parent spread. */
    private static final double SPREAD = Math.toRadians(55);
    /** With more joints than these, a parent has them all around, on two circles in turn. */
    private static final int FAN = 8;

    private static final double[] CIRCLES = {0.52, 0.64};
    /** Where the joints without a way to the centre lie, in a row. */
    private static final double BELOW = 4.2;

    private final Layout layout;
    private final List<List<Integer>> children = new ArrayList<>();
    private final int[] parents;
    private final @Nullable Point2D[] places;

    private RestingPose(Layout layout) {
        this.layout = layout;
        parents = IntStream.range(0, layout.size()).map(joint -> -1).toArray();
        places = new Point2D[layout.size()];
        layout.joints().forEach(joint -> children.add(new ArrayList<>()));
        for (Pair edge : layout.inward()) {
            parents[edge.from()] = edge.to();
            children.get(edge.to()).add(edge.from());
        }
    }

    /** Returns the place of each joint, x to the right and y downwards; a leg has a length of three. */
    static List<Point2D> of(Layout layout) {
        RestingPose pose = new RestingPose(layout);
        pose.putBodyParts();
        if (pose.places[layout.center()] == null) {
            pose.places[layout.center()] = new Point2D.Double();
        }
        pose.spread();
        return pose.complete();
    }

    private void putBodyParts() {
        for (int joint = 0; joint < places.length; joint++) {
            String name = layout.joints().get(joint);
            places[joint] = SideName.of(name)
                    .map(RestingPose::onItsSide)
                    .orElseGet(() -> BodyPart.middle(name))
                    .orElse(null);
        }
    }

    private static Optional<Point2D> onItsSide(SideName name) {
        int sign = name.side() == SideName.Side.LEFT ? 1 : -1;
        return BodyPart.left(name.part()).map(place -> new Point2D.Double(sign * place.getX(), place.getY()));
    }

    /** Puts the joints around their parents that no name puts anywhere, from those that lie somewhere outwards. */
    private void spread() {
        List<Integer> outer = new ArrayList<>();
        IntStream.range(0, places.length).filter(joint -> places[joint] != null).forEach(outer::add);
        for (int next = 0; next < outer.size(); next++) {
            int parent = outer.get(next);
            List<Integer> loose = children.get(parent).stream()
                    .filter(child -> places[child] == null)
                    .sorted(Comparator.comparingDouble(this::order))
                    .toList();
            List<Point2D> around = around(parent, loose.size());
            for (int i = 0; i < loose.size(); i++) {
                places[loose.get(i)] = around.get(i);
            }
            outer.addAll(loose);
        }
    }

    /** Orders joints as a viewer sees them from left to right: the person's right side, the middle, the left side. */
    private double order(int joint) {
        int last = places.length;
        if (layout.jointSides().right().contains(joint)) {
            return -joint - 1;
        }
        return layout.jointSides().left().contains(joint) ? last + joint : 0.5 * joint;
    }

    /** Returns places around a parent, from left to right. */
    private List<Point2D> around(int parent, int count) {
        Point2D middle = place(parent);
        double outwards = outwards(parent);
        List<Point2D> around = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double angle = count > FAN
                    ? Math.PI / 2 + (i + 0.5) * 2 * Math.PI / count
                    : outwards + (count == 1 ? 0 : SPREAD * (2.0 * i / (count - 1) - 1));
            double distance = count > FAN ? CIRCLES[i % 2] : STEP;
            around.add(new Point2D.Double(
                    middle.getX() + distance * Math.cos(angle), middle.getY() + distance * Math.sin(angle)));
        }
        around.sort(Comparator.comparingDouble(Point2D::getX));
        return around;
    }

    /** Returns the direction from a joint's parent to the joint; upwards if there is none. */
    private double outwards(int joint) {
        Point2D from = parents[joint] < 0 ? null : places[parents[joint]];
        Point2D to = place(joint);
        return from == null || from.equals(to)
                ? -Math.PI / 2
                : Math.atan2(to.getY() - from.getY(), to.getX() - from.getX());
    }

    private Point2D place(int joint) {
        Point2D place = places[joint];
        return place == null ? new Point2D.Double() : place;
    }

    private List<Point2D> complete() {
        List<Point2D> complete = new ArrayList<>();
        double left = 0;
        for (Point2D place : places) {
            complete.add(place == null ? new Point2D.Double(left, BELOW) : place);
            left += place == null ? STEP : 0;
        }
        return complete;
    }
}
