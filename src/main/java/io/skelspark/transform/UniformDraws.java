package io.skelspark.transform;

import io.skelspark.tensor.NumpyRandom;

/** The draws of the frames of one view, spread evenly over a clip or a part of it. */
final class UniformDraws {
    private UniformDraws() {}

    /**
     * A part of a clip without gaps.
     *
     * @param begin its first frame
     * @param frames number of its frames
     */
    record Part(int begin, int frames) {
        /**
         * Draws a share of a clip, then its place; the share of the whole clip still draws.
         *
         * @param least smallest share of the frames
         * @param most largest share
         */
        static Part draw(double least, double most, int totalFrames, NumpyRandom random) {
            int frames = Math.max(1, (int) ((random.rand() * (most - least) + least) * totalFrames));
            return new Part(random.randint(totalFrames - frames + 1), frames);
        }
    }

    /**
     * Draws the frames of a view of a clip of {@code totalFrames} frames. Those of a clip that is shorter than the view
     * start anywhere in it and go on beyond its end.
     *
     * @param begin where the view begins in {@code frames}
     */
    static void view(int[] frames, int begin, int clipLen, int totalFrames, NumpyRandom random) {
        if (totalFrames < clipLen) {
            fromStart(frames, begin, clipLen, random.randint(totalFrames));
        } else if (totalFrames < 2 * clipLen) {
            leavingOut(frames, begin, clipLen, totalFrames, random);
        } else {
            bySegments(frames, begin, clipLen, totalFrames, random);
        }
    }

    /** Fills a view with neighbouring frames from a start. */
    static void fromStart(int[] frames, int begin, int clipLen, int start) {
        for (int i = 0; i < clipLen; i++) {
            frames[begin + i] = start + i;
        }
    }

    /** Returns the start of a test view of a clip that is shorter than it: starts are spread evenly over the clip. */
    static int evenStart(int view, int views, int totalFrames) {
        return totalFrames < views ? view : view * totalFrames / views;
    }

    private static void leavingOut(int[] frames, int begin, int clipLen, int totalFrames, NumpyRandom random) {
        boolean[] skips = new boolean[clipLen + 1];
        for (int slot : random.choice(clipLen + 1, totalFrames - clipLen)) {
            skips[slot] = true;
        }
        int skipped = 0;
        for (int i = 0; i < clipLen; i++) {
            skipped += skips[i] ? 1 : 0;
            frames[begin + i] = i + skipped;
        }
    }

    private static void bySegments(int[] frames, int begin, int clipLen, int totalFrames, NumpyRandom random) {
        for (int i = 0; i < clipLen; i++) {
            int first = segment(i, clipLen, totalFrames);
            frames[begin + i] = first + random.randint(segment(i + 1, clipLen, totalFrames) - first);
        }
    }

    private static int segment(int index, int clipLen, int totalFrames) {
        return (int) ((long) index * totalFrames / clipLen);
    }
}
