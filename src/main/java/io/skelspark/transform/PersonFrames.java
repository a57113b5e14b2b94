package io.skelspark.transform;

import io.skelspark.tensor.Tensor;

/**
 * The frames of each person of a clip, person after person. A person whose joints are all zero in a frame is missing in
 * it, and stays zero whatever happens to the others.
 */
final class PersonFrames {
    private PersonFrames() {}

    /** Returns the number of frames of all persons, M * T. */
    static int count(Tensor keypoint) {
        return keypoint.size(0) * keypoint.size(1);
    }

    /** Returns the number of values of a frame of a person, V * C. */
    static int size(Tensor keypoint) {
        return keypoint.size(2) * keypoint.size(3);
    }

    /** Returns whether the person is missing in a frame of (M * T). */
    static boolean isMissing(Tensor keypoint, int frame) {
        int size = size(keypoint);
        for (int i = frame * size; i < (frame + 1) * size; i++) {
            if (keypoint.values()[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the first frame of (M * T) in which somebody is, or -1 if nobody ever is. */
    static int first(Tensor keypoint) {
        for (int frame = 0; frame < count(keypoint); frame++) {
            if (!isMissing(keypoint, frame)) {
                return frame;
            }
        }
        return -1;
    }
}
