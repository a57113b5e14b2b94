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
 * @param leftJoints joints of the left side, paired by position with {@code rightJoints}
 * @param rightJoints joints of the right side
 * @param limbs joint pairs drawn as limbs
 * @param leftLimbs indices of limbs of the left side, paired by position with {@code rightLimbs}
 * @param rightLimbs indices of limbs of the right side
 */
public record Layout(
        String name,
        List<String> joints,
        int center,
        List<Pair> inward,
        List<Pair> bones,
        List<Integer> leftJoints,
        List<Integer> rightJoints,
        List<Pair> limbs,
        List<Integer> leftLimbs,
        List<Integer> rightLimbs)
        implements Serializable {

    /** Two joints, given by their indices. */
    public record Pair(int from, int to) implements Serializable {}

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an index names no joint or limb, or left and right differ in length
     */
    public Layout {
        joints = List.copyOf(joints);
        inward = List.copyOf(inward);
        bones = List.copyOf(bones);
        leftJoints = List.copyOf(leftJoints);
        rightJoints = List.copyOf(rightJoints);
        limbs = List.copyOf(limbs);
        leftLimbs = List.copyOf(leftLimbs);
        rightLimbs = List.copyOf(rightLimbs);
        check(name, "center", List.of(center), joints.size());
        for (Pair pair : Stream.of(inward, bones, limbs).flatMap(List::stream).toList()) {
            check(name, "pair", List.of(pair.from, pair.to), joints.size());
        }
        check(name, "left-joints", leftJoints, joints.size());
        check(name, "right-joints", rightJoints, joints.size());
        check(name, "left-limbs", leftLimbs, limbs.size());
        check(name, "right-limbs", rightLimbs, limbs.size());
        if (leftJoints.size() != rightJoints.size() || leftLimbs.size() != rightLimbs.size()) {
            throw new IllegalArgumentException("layout " + name + ": left and right lists differ in length");
        }
    }

    /** Returns the number of joints, V. */
    public int size() {
        return joints.size();
    }

    /** Returns for each joint the joint of the other side, or the joint itself if it has none. */
    public int[] mirroredJoints() {
        return mirrored(size(), leftJoints, rightJoints);
    }

    /** Returns for each limb the limb of the other side, or the limb itself if it has none. */
    public int[] mirroredLimbs() {
        return mirrored(limbs.size(), leftLimbs, rightLimbs);
    }

    private static int[] mirrored(int size, List<Integer> left, List<Integer> right) {
        int[] mirrored = IntStream.range(0, size).toArray();
        for (int i = 0; i < left.size(); i++) {
            mirrored[left.get(i)] = right.get(i);
            mirrored[right.get(i)] = left.get(i);
        }
        return mirrored;
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
