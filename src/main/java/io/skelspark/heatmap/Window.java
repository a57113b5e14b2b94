package io.skelspark.heatmap;

/** The part of a map that a mark touches: columns from left, rows from top, right and bottom left out. */
record Window(int left, int top, int right, int bottom) {
    static final Window NONE = new Window(0, 0, 0, 0);

    /**
     * The window of the points between two corners. Like the reference it truncates towards zero, so that a mark less
     * than a pixel outside still touches the first column or row.
     */
    static Window around(double minX, double minY, double maxX, double maxY, double reach, int height, int width) {
        return new Window(
                Math.max((int) (minX - reach), 0),
                Math.max((int) (minY - reach), 0),
                end(maxX + reach, width),
                end(maxY + reach, height));
    }

    /** Compares before it adds: a point far outside would overflow. */
    private static int end(double last, int size) {
        int pixel = (int) last;
        return pixel < size ? pixel + 1 : size;
    }

    boolean isEmpty() {
        return left >= right || top >= bottom;
    }
}
