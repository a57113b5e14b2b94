package io.skelspark.transform;

/** The meaning of the last channel of joints. */
enum LastChannel {
    /** A coordinate like the others. */
    POSITION,
    /** The confidence of the joint: where the others are subtracted, confidences are averaged. */
    SCORE
}
