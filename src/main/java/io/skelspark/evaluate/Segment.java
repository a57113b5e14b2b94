package io.skelspark.evaluate;

/**
 * A stretch of a recording in which one person does one action.
 *
 * @param label class index from 0
 * @param start first frame, from 0
 * @param end last frame, which belongs to the segment
 * @param probability mean of the smoothed probabilities that the windows of the segment give its class
 */
public record Segment(int label, int start, int end, double probability) {
    /** Returns the segment in frames that are counted from an earlier one. */
    public Segment later(int frames) {
        return new Segment(label, start + frames, end + frames, probability);
    }

    /** Returns the number of frames. */
    public int length() {
        return end - start + 1;
    }
}
