package io.skelspark.picture;

/**
 * The frames of a recording from left to right.
 *
 * @param frames number of frames
 * @param left position of the start of frame 0, in pixels
 * @param width of all frames, in pixels
 */
record TimeAxis(int frames, int left, int width) {
    private static final int APART = 80;

    /** Returns the position of the start of a frame, or of a time within it. */
    double x(double frame) {
        return left + frame * width / frames;
    }

    /** Returns the number of frames between two marks: 1, 2 or 5 times a power of ten. */
    int step() {
        double least = (double) frames * APART / width;
        int step = 1;
        for (int round = 0; step < least && step <= Integer.MAX_VALUE / 4; round++) {
            step = round % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** Draws the marks with the numbers of their frames below them, and a faint line upwards. */
    void draw(Canvas canvas, int top, int bottom) {
        int step = step();
        for (int mark = 0; (long) mark * step < frames; mark++) {
            int frame = mark * step;
            int x = (int) x(frame);
            canvas.pen().setColor(Palette.FAINT);
            canvas.pen().drawLine(x, top, x, bottom);
            canvas.pen().setColor(Palette.TEXT);
            String text = Integer.toString(frame);
            canvas.text(text, x - canvas.pen().getFontMetrics().stringWidth(text) / 2, bottom + 15, APART);
        }
    }
}
