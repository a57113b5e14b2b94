package io.skelspark.heatmap;

import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The positions of a sample's joints on its maps.
 *
 * @param keypoint (M, frames, V, 2)
 * @param score (M, frames, V) height of the joints' peaks; null if all are 1
 * @units pixels of the maps, the centre of the first pixel at 0
 */
public record Pose(Tensor keypoint, @Nullable Tensor score) implements Serializable {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the joints are not 2D or the scores do not fit them
     */
    public Pose {
        int[] shape = keypoint.shape();
        if (shape.length != 4 || shape[3] != 2) {
            throw new IllegalArgumentException(
                    "joints " + keypoint + ", expected (M, T, V, 2): heat maps need 2D joints");
        }
        if (score != null && score.values().length * 2 != keypoint.values().length) {
            throw new IllegalArgumentException(
                    "joints " + keypoint + " and scores " + score + ", expected one for each");
        }
    }

    /** Returns the number of persons, M. */
    public int persons() {
        return keypoint.size(0);
    }

    /** Returns the number of frames of all views. */
    public int frames() {
        return keypoint.size(1);
    }

    /** Returns the number of joints, V. */
    public int joints() {
        return keypoint.size(2);
    }

    double x(int person, int frame, int joint) {
        return keypoint.values()[2 * index(person, frame, joint)];
    }

    double y(int person, int frame, int joint) {
        return keypoint.values()[2 * index(person, frame, joint) + 1];
    }

    double score(int person, int frame, int joint) {
        return score == null ? 1 : score.values()[index(person, frame, joint)];
    }

    private int index(int person, int frame, int joint) {
        return (person * frames() + frame) * joints() + joint;
    }
}
