package io.skelspark.skeleton;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A skeleton layout: the joints and how they are linked. Layouts are read from {@code conf/layout/*.conf}.
 *
 * @param name the layout's name, for example {@code nturgb+d}
 * @param joints joint names, in index order
 * @param center index of the centre joint
 * @param inward graph edges (child, parent), towards the centre
 * @param bones pairs (joint, origin): the bone of a joint is its position minus that of the origin
 * @param jointSides the joints of the left and of the right side
 * @param limbs joint pairs drawn as limbs
 * @param limbSides the limbs of the left and of the right side, by their indices in {@code limbs}
 */
public record Layout(
        String name,
        List<String> joints,
        int center,
        List<Pair> inward,
        List<Pair> bones,
        Sides jointSides,
        List<Pair> limbs,
        Sides limbSides)
        implements Serializable {

    /** Two joints, given by their indices. */
    public record Pair(int from, int to) implements Serializable {}

    /**
     * The indices of what lies on the left and on the right side of the body, paired by position.
     *
     * @param left indices on the left side
     * @param right indices of the same on the right side
     */
    public record Sides(List<Integer> left, List<Integer> right) implements Serializable {
        /** Nothing on either side. */
        public static final Sides NONE = new Sides(List.of(), List.of());

        /** Copies the lists. */
        public Sides {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }

        private boolean isUnequal() {
            return left.size() != right.size();
        }

        private int[] mirrored(int size) {
            int[] mirrored = IntStream.range(0, size).toArray();
            for (int i = 0; i < left.size(); i++) {
                mirrored[left.get(i)] = right.get(i);
                mirrored[right.get(i)] = left.get(i);
            }
            return mirrored;
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an index names no joint or limb, or left and right differ in length
     */
    public Layout {
        joints = List.copyOf(joints);
        inward = List.copyOf(inward);
        bones = List.copyOf(bones);
        limbs = List.copyOf(limbs);
        check(name, "center", List.of(center), joints.size());
        for (Pair pair : Stream.of(inward, bones, limbs).flatMap(List::stream).toList()) {
            check(name, "pair", List.of(pair.from, pair.to), joints.size());
        }
        check(name, "left-joints", jointSides.left, joints.size());
        check(name, "right-joints", jointSides.right, joints.size());
        check(name, "left-limbs", limbSides.left, limbs.size());
        check(name, "right-limbs", limbSides.right, limbs.size());
        if (jointSides.isUnequal() || limbSides.isUnequal()) {
            throw new IllegalArgumentException("layout " + name + ": left and right lists differ in length");
        }
    }

    /**
     * Returns the layout with other sides of its limbs.
     *
     * @throws IllegalArgumentException if an index names no limb, or left and right differ in length
     */
    public Layout withLimbSides(Sides sides) {
        return new Layout(name, joints, center, inward, bones, jointSides, limbs, sides);
    }

    /** Returns the number of joints, V. */
    public int size() {
        return joints.size();
    }

    /**
     * Returns the bones of an order: those of first order start at the origin of a joint, those of second order at the
     * origin of that origin, and so on, up to a joint that has no other origin.
     *
     * @param order 1 or more
     * @source InfoGCN, model/infogcn.py, the vectors to the k-th joint inwards. Departure: there a joint without a k-th
     *     one keeps its position
     */
    public List<Pair> bones(int order) {
        int[] origins = IntStream.range(0, size()).toArray();
        bones.forEach(bone -> origins[bone.from] = bone.to);
        return bones.stream()
                .map(bone -> new Pair(
                        bone.from,
                        IntStream.iterate(bone.to, joint -> origins[joint])
                                .skip(order - 1)
                                .findFirst()
                                .orElseThrow()))
                .toList();
    }

    /** Returns for each joint the joint of the other side, or the joint itself if it has none. */
    public int[] mirroredJoints() {
        return jointSides.mirrored(size());
    }

    /** Returns for each limb the limb of the other side, or the limb itself if it has none. */
    public int[] mirroredLimbs() {
        return limbSides.mirrored(limbs.size());
    }

    private static void check(String name, String field, List<Integer> indices, int bound) {
        for (int index : indices) {
            if (index < 0 || index >= bound) {
                throw new IllegalArgumentException(
                        "layout " + name + ": " + field + " names " + index + ", expected 0 to " + (bound - 1));
            }
        }
    }
}
