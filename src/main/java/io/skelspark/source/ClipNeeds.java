package io.skelspark.source;

import java.io.Serializable;

/**
 * The properties of a clip that training and scoring count on.
 *
 * @param persons the people of a network's input
 * @param dropsPersons whether further people of a clip may be left out
 * @param channels the values of a joint that enter a network: its coordinates, and in sets with scores the score; 0 if
 *     clips may differ in that
 * @param imageSize whether a transform reads the size of the image
 * @param pixels whether a transform takes 2D joints for pixels
 * @param frames the frames of a view, if a shorter clip starts over in it; 0 if none does
 */
public record ClipNeeds(int persons, boolean dropsPersons, int channels, boolean imageSize, boolean pixels, int frames)
        implements Serializable {
    /** No need at all. */
    public static final ClipNeeds NONE = new ClipNeeds(Integer.MAX_VALUE, true, 0, false, false, 1);
}
