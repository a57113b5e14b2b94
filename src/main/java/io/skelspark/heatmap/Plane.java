package io.skelspark.heatmap;

import java.nio.FloatBuffer;

/**
 * One map (H, W) in memory, upright or mirrored.
 *
 * @param values memory of many maps
 * @param origin index of column 0 of the first row
 * @param step from a column to the next: 1, or -1 if the map is mirrored
 */
record Plane(FloatBuffer values, int origin, int step, int height, int width) {
    static Plane upright(FloatBuffer values, int offset, int height, int width) {
        return new Plane(values, offset, 1, height, width);
    }

    /** Returns a plane whose column x lies where column W - 1 - x of the upright map lies. */
    static Plane mirrored(FloatBuffer values, int offset, int height, int width) {
        return new Plane(values, offset + width - 1, -1, height, width);
    }

    int index(int x, int y) {
        return origin + y * width + step * x;
    }

    /** Writes a value unless a higher one is there: marks that overlap do not add up. */
    void raise(int index, float value) {
        if (value > values.get(index)) {
            values.put(index, value);
        }
    }

    void clear(Window window) {
        for (int y = window.top(); y < window.bottom(); y++) {
            int index = index(window.left(), y);
            for (int x = window.left(); x < window.right(); x++, index += step) {
                values.put(index, 0);
            }
        }
    }
}
