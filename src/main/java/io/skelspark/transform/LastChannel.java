package io.skelspark.transform;

/** What the last channel of joints holds. */
enum LastChannel {
    /** A coordinate like the others. */
    POSITION,
    /** The confidence of the joint: where the others are subtracted, confidences are averaged. */
    SCORE
}
