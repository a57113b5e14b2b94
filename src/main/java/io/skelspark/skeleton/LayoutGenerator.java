package io.skelspark.skeleton;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import io.skelspark.skeleton.SideName.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The lists of a layout that follow from its edges and the names of its joints. */
public final class LayoutGenerator {
    private LayoutGenerator() {}

    /**
     * Returns a bone for each joint, by index: from its parent, and that of the centre from itself.
     *
     * @param edges read are joints, centre and edges
     * @throws IllegalArgumentException if the edges are no tree that leads to the centre, naming a joint
     */
    public static List<Pair> bones(Layout edges) {
        int[] parents = parents(edges);
        for (int joint = 0; joint < parents.length; joint++) {
            requireWayInwards(edges, parents, joint);
        }
        return IntStream.range(0, parents.length)
                .mapToObj(joint -> new Pair(joint, parents[joint]))
                .toList();
    }

    /**
     * Returns a limb for each edge, in the same order: from parent to child.
     *
     * @param edges read are the edges
     */
    public static List<Pair> limbs(Layout edges) {
        return edges.inward().stream()
                .map(edge -> new Pair(edge.to(), edge.from()))
                .toList();
    }

    /**
     * Returns the joints of each side by their names, paired; none if no name says a side.
     *
     * @param edges read are the joints
     * @throws IllegalArgumentException if a name occurs twice, or says a side and its mate is missing
     */
    public static Sides jointSides(Layout edges) {
        Map<String, Integer> indices = new HashMap<>();
        for (String joint : edges.joints()) {
            Integer first = indices.putIfAbsent(joint, indices.size());
            if (first != null) {
                throw new IllegalArgumentException(
                        "layout " + edges.name() + ": joint " + first + " and a later one are both '" + joint
                                + "', expected different names: correct them, or give left-joints and right-joints");
            }
        }
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (String joint : edges.joints()) {
            SideName.of(joint).ifPresent(name -> {
                Integer mate = indices.get(name.mate());
                if (mate == null) {
                    throw new IllegalArgumentException(
                            "layout " + edges.name() + ": joint '" + joint + "' has no mate '" + name.mate()
                                    + "': correct the name, or give left-joints and right-joints");
                }
                if (name.side() == Side.LEFT) {
                    left.add(indices.get(joint));
                    right.add(mate);
                }
            });
        }
        return new Sides(left, right);
    }

    /**
     * Returns the limbs of each side, paired: those that are mirror images of each other. A limb belongs to the side of
     * its second joint, or of the first if the second lies in the middle.
     *
     * @param linked read are the joints, their sides and the limbs
     * @throws IllegalArgumentException if a limb of one side has no mirror image, naming its joints
     */
    public static Sides limbSides(Layout linked) {
        int[] mirrored = linked.mirroredJoints();
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int limb = 0; limb < linked.limbs().size(); limb++) {
            Pair pair = linked.limbs().get(limb);
            Pair image = new Pair(mirrored[pair.from()], mirrored[pair.to()]);
            if (image.equals(pair) || image.equals(new Pair(pair.to(), pair.from()))) {
                continue;
            }
            int mate = index(linked.limbs(), image);
            if (mate < 0) {
                throw new IllegalArgumentException("layout " + linked.name() + ": limb " + named(linked, pair)
                        + " has no mirror image " + named(linked, image)
                        + ": add it to limbs, or to inward if there are none, or give left- and right-limbs");
            }
            if (isLeft(linked.jointSides(), pair)) {
                left.add(limb);
                right.add(mate);
            }
        }
        return new Sides(left, right);
    }

    private static boolean isLeft(Sides sides, Pair limb) {
        return Stream.of(limb.to(), limb.from())
                .filter(joint -> sides.left().contains(joint) || sides.right().contains(joint))
                .findFirst()
                .filter(sides.left()::contains)
                .isPresent();
    }

    /** Returns the index of a pair in either direction, or -1. */
    private static int index(List<Pair> pairs, Pair wanted) {
        return Math.max(pairs.indexOf(wanted), pairs.indexOf(new Pair(wanted.to(), wanted.from())));
    }

    /** Returns the parent of each joint; the centre is its own. */
    private static int[] parents(Layout edges) {
        int[] parents = IntStream.range(0, edges.size())
                .map(joint -> joint == edges.center() ? joint : -1)
                .toArray();
        for (Pair edge : edges.inward()) {
            if (edge.from() == edges.center()) {
                throw fault(edges, edge.from(), "is the center and has a parent, expected none");
            }
            if (parents[edge.from()] >= 0) {
                throw fault(edges, edge.from(), "has two parents in inward, expected one (child, parent) a joint");
            }
            parents[edge.from()] = edge.to();
        }
        return parents;
    }

    private static void requireWayInwards(Layout edges, int[] parents, int start) {
        int joint = start;
        for (int step = 0; step < parents.length && joint != edges.center(); step++) {
            if (parents[joint] < 0) {
                throw fault(edges, joint, "has no parent in inward, expected (child, parent) for all but the center");
            }
            joint = parents[joint];
        }
        if (joint != edges.center()) {
            throw fault(edges, start, "does not lead to the center: its edges form a ring");
        }
    }

    private static IllegalArgumentException fault(Layout layout, int joint, String what) {
        return new IllegalArgumentException("layout " + layout.name() + ": joint " + joint + " '"
                + layout.joints().get(joint) + "' " + what);
    }

    private static String named(Layout layout, Pair pair) {
        return "[" + pair.from() + ", " + pair.to() + "] ('" + layout.joints().get(pair.from()) + "' to '"
                + layout.joints().get(pair.to()) + "')";
    }
}
