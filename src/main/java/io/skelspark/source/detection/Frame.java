package io.skelspark.source.detection;

import java.io.Serializable;
import java.util.List;

/**
 * The people of one frame.
 *
 * @param index place in the recording, from 0
 * @param people the people in the order of the file; empty if nobody was found
 */
public record Frame(int index, List<Detection> people) implements Serializable {
    /** Copies the list. */
    public Frame {
        people = List.copyOf(people);
    }
}
