package io.skelspark.source;

import io.skelspark.pickle.Description;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter of Kinetics clips and their detections by the scores of person boxes. A clip is used if enough of its frames
 * have a box of the threshold or more; of a used clip, detections below the threshold are left out. A ratio of 0 turns
 * the filter off.
 *
 * @param validRatio share of the frames that need such a box, 0 to 1
 * @param boxThreshold one of 0.5, 0.6, 0.7, 0.8 and 0.9, for which the annotations have counts
 * @source MMAction2, mmaction/datasets/pose_dataset.py
 */
public record BoxFilter(double validRatio, double boxThreshold) implements Serializable {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not between 0 and 1
     */
    public BoxFilter {
        if (!(validRatio >= 0 && validRatio <= 1)) {
            throw new IllegalArgumentException("valid ratio " + validRatio + ", expected 0 to 1");
        }
        if (!(boxThreshold >= 0 && boxThreshold <= 1)) {
            throw new IllegalArgumentException("box threshold " + boxThreshold + ", expected 0 to 1");
        }
    }

    /** Returns why a clip is left out, or null if it is used. */
    @Nullable
    String objection(Fields annotation) throws MalformedRecordException {
        if (validRatio == 0) {
            return null;
        }
        Map<?, ?> valid = annotation.dict("valid");
        if (!(valid.get(boxThreshold) instanceof Number frames)) {
            throw new MalformedRecordException(
                    "valid", Description.of(valid), "a count of frames for the threshold " + boxThreshold);
        }
        int total = annotation.integer("total_frames");
        double share = frames.doubleValue() / total;
        return share >= validRatio ? null : frames + " of " + total + " frames with a box of " + boxThreshold;
    }

    /** Returns whether each detection is used, or null if all are. */
    boolean @Nullable [] kept(Fields annotation) throws MalformedRecordException {
        if (validRatio == 0) {
            return null;
        }
        Tensor scores = annotation.tensor("box_score", 1, "(N)");
        // NumPy rounds the threshold to the width of the array
        double threshold = scores.dtype().round(boxThreshold);
        boolean[] kept = new boolean[scores.size(0)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = scores.values()[i] >= threshold;
        }
        return kept;
    }
}
