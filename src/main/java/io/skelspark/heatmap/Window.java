package io.skelspark.heatmap;

/** The part of a map that a mark touches: columns from left to right (exclusive), rows from top to bottom (exclusive). */
record Window(int left, int top, int right, int bottom) {
    static final Window NONE = new Window(0, 0, 0, 0);

    /**
     * Returns the window around two corners. It truncates towards zero like the reference, so a mark less than a pixel
     * outside still touches the first column or row.
     */
    static Window around(double minX, double minY, double maxX, double maxY, double reach, int height, int width) {
        return new Window(
                Math.max((int) (minX - reach), 0),
                Math.max((int) (minY - reach), 0),
                end(maxX + reach, width),
                end(maxY + reach, height));
    }

    /** Returns the exclusive end of a range of pixels. Compares before it adds, since a point far outside would overflow. */
    private static int end(double last, int size) {
        int pixel = (int) last;
        return pixel < size ? pixel + 1 : size;
    }

    boolean isEmpty() {
        return left >= right || top >= bottom;
    }
}
