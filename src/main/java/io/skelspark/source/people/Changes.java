package io.skelspark.source.people;

import java.io.Serializable;

/**
 * What the rules made of the people of a clip, in numbers. Frames are those before a change of the rate.
 *
 * @param detections people of all frames, as the files have them
 * @param leftOut detections that are in no track: without a joint, or without an identity where only that counts
 * @param bridged frames that someone who is kept was absent from and is in now
 * @param joints what became of the joints
 */
public record Changes(long detections, long leftOut, long bridged, JointCounts joints) implements Serializable {}
