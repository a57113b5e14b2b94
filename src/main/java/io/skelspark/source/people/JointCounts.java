package io.skelspark.source.people;

import java.io.Serializable;

/**
 * What became of the joints of the people that are kept, from the first to the last frame of each.
 *
 * @param all joints, found or not
 * @param filled joints that were missing and are filled
 * @param missing joints that stay missing
 */
public record JointCounts(long all, long filled, long missing) implements Serializable {
    /** The counts of nothing. */
    static final JointCounts NONE = new JointCounts(0, 0, 0);

    JointCounts plus(JointCounts other) {
        return new JointCounts(all + other.all, filled + other.filled, missing + other.missing);
    }
}
