package io.skelspark.source.recording;

import java.io.Serializable;

/**
 * The division of long recordings: parts of one length, each of which shares some frames with the next one.
 *
 * @param length number of frames of a part but the last one
 * @param overlap number of shared frames
 * @param shortest fewest frames of the last part
 */
public record Parts(int length, int overlap, int shortest) implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a part does not begin after the one before
     */
    public Parts {
        if (overlap < 0 || overlap >= length || overlap >= shortest) {
            throw new IllegalArgumentException("parts of " + length + " frames, the last of " + shortest
                    + ", that share " + overlap + ", expected fewer");
        }
    }

    /** Returns the division in frames of the recording, whose rate is changed. */
    Parts times(double step) {
        return step == 1
                ? this
                : new Parts((int) Math.ceil(length * step), (int) (overlap * step), (int) Math.ceil(shortest * step));
    }
}
