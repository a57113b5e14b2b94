package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The box around a person. Its arrays are never changed.
 *
 * @param low smallest coordinates
 * @param high largest coordinates
 * @shape low (C), high (C)
 * @units those of the joints
 */
record Box(double[] low, double[] high) {
    private static final int CORNERS = 4;

    /**
     * Returns the box of the file, or the one around the joints that were found if the file has none. The joints decide in
     * 3D too, since boxes of files have no depth and are often pixels beside joints in metres.
     *
     * @return null if no joint was found
     */
    static @Nullable Box of(Detection person) {
        int dimensions = person.dimensions();
        double[] low = new double[dimensions];
        double[] high = new double[dimensions];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        boolean any = false;
        for (int joint = 0; joint < person.joints(); joint++) {
            if (person.score()[joint] > 0) {
                any = true;
                for (int axis = 0; axis < dimensions; axis++) {
                    double value = person.keypoint()[joint * dimensions + axis];
                    low[axis] = Math.min(low[axis], value);
                    high[axis] = Math.max(high[axis], value);
                }
            }
        }
        if (!any) {
            return null;
        }
        double[] box = person.box();
        return dimensions == 2 && box != null && isSound(box)
                ? new Box(new double[] {box[0], box[1]}, new double[] {box[2], box[3]})
                : new Box(low, high);
    }

    private static boolean isSound(double[] box) {
        return box.length == CORNERS
                && Double.isFinite(box[2] - box[0])
                && Double.isFinite(box[3] - box[1])
                && box[0] <= box[2]
                && box[1] <= box[3];
    }

    /** Returns the length of the diagonal. */
    double size() {
        double squares = 0;
        for (int axis = 0; axis < low.length; axis++) {
            squares += extent(axis) * extent(axis);
        }
        return Math.sqrt(squares);
    }

    /** Returns the area of the largest side. */
    double area() {
        double[] extents = new double[low.length];
        Arrays.setAll(extents, this::extent);
        Arrays.sort(extents);
        return extents.length < 2 ? 0 : extents[extents.length - 1] * extents[extents.length - 2];
    }

    /** Returns the coordinate of the centre on an axis. */
    double centre(int axis) {
        return (low[axis] + high[axis]) / 2;
    }

    /**
     * Returns the intersection over the union of two boxes, 0 to 1.
     *
     * @param shift (C), how far this box is moved before
     */
    double overlap(Box other, double[] shift) {
        double common = 1;
        double mine = 1;
        double others = 1;
        for (int axis = 0; axis < low.length; axis++) {
            double start = Math.max(low[axis] + shift[axis], other.low[axis]);
            double end = Math.min(high[axis] + shift[axis], other.high[axis]);
            common *= Math.max(0, end - start);
            mine *= extent(axis);
            others *= other.extent(axis);
        }
        return common == 0 ? 0 : common / (mine + others - common);
    }

    private double extent(int axis) {
        return high[axis] - low[axis];
    }
}
