package io.skelspark.source;

import io.skelspark.pickle.Description;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which clips and detections of Kinetics are used, by the score of the person boxes: a clip needs a share of frames
 * with a box of at least the threshold, and then detections below the threshold are left out. A share of 0 turns both
 * off, whatever the threshold is.
 *
 * @param validRatio share of frames, 0 to 1
 * @param boxThreshold one of 0.5, 0.6, 0.7, 0.8, 0.9, for which the annotations have counts
 * @source MMAction2, mmaction/datasets/pose_dataset.py
 */
public record BoxFilter(double validRatio, double boxThreshold) implements Serializable {

    /** @throws IllegalArgumentException if a value is out of range */
    public BoxFilter {
        if (!(validRatio >= 0 && validRatio <= 1)) {
            throw new IllegalArgumentException("valid ratio " + validRatio + ", expected 0 to 1");
        }
        if (!(boxThreshold >= 0 && boxThreshold <= 1)) {
            throw new IllegalArgumentException("box threshold " + boxThreshold + ", expected 0 to 1");
        }
    }

    /** What is wrong with a clip that is left out; null for one that is used. */
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

    /** Which detections are used; null for all. */
    boolean @Nullable [] kept(Fields annotation) throws MalformedRecordException {
        if (validRatio == 0) {
            return null;
        }
        Tensor scores = annotation.tensor("box_score", 1, "(N)");
        // NumPy brings the threshold to the width of the array
        double threshold = scores.dtype().round(boxThreshold);
        boolean[] kept = new boolean[scores.size(0)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = scores.values()[i] >= threshold;
        }
        return kept;
    }
}
