package io.skelspark.evaluate;

/**
 * The scores of one window of a recording.
 *
 * @param start first frame, from 0
 * @param end last frame, which belongs to the window
 * @param probabilities (K) probability of each class; not copied, so it must not change
 */
public record ScoredWindow(int start, int end, float[] probabilities) {
    /**
     * Checks the frames and the probabilities.
     *
     * @throws IllegalArgumentException if the window has no frame, or a probability is missing or not finite
     */
    public ScoredWindow {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "a window from frame " + start + " to " + end + ", expected 0 or more and an end not before it");
        }
        if (probabilities.length == 0) {
            throw new IllegalArgumentException(
                    "the window at frame " + start + " has no probability, expected one a class");
        }
        for (int label = 0; label < probabilities.length; label++) {
            if (!Float.isFinite(probabilities[label])) {
                throw new IllegalArgumentException("the window at frame " + start + " gives class " + label + " "
                        + probabilities[label] + ", expected a probability");
            }
        }
    }
}
