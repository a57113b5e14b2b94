package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import org.jspecify.annotations.Nullable;

/** Values and people between two frames. */
final class Interpolation {
    private Interpolation() {}

    /**
     * Returns a number on the line between two.
     *
     * @param share 0 at the first one, 1 at the second one
     */
    static double between(double first, double second, double share) {
        return first * (1 - share) + second * share;
    }

    /**
     * Returns a person between two frames. A joint that both frames have lies on the line between, with the smaller score of
     * the two; any other joint is that of the nearer frame, of the earlier one halfway.
     *
     * @param share more than 0 at the first one, less than 1 at the second one
     * @return null if the nearer frame is without the person
     */
    static @Nullable Detection between(@Nullable Detection first, @Nullable Detection second, double share) {
        Detection nearer = share <= 0.5 ? first : second;
        if (first == null || second == null || nearer == null) {
            return nearer;
        }
        double[] keypoint = nearer.keypoint().clone();
        double[] score = nearer.score().clone();
        int dimensions = first.dimensions();
        for (int joint = 0; joint < score.length; joint++) {
            if (first.score()[joint] > 0 && second.score()[joint] > 0) {
                for (int at = joint * dimensions; at < (joint + 1) * dimensions; at++) {
                    keypoint[at] = between(first.keypoint()[at], second.keypoint()[at], share);
                }
                score[joint] = Math.min(first.score()[joint], second.score()[joint]);
            }
        }
        double[] box = nearer.box();
        if (first.box() != null && second.box() != null) {
            box = first.box().clone();
            for (int corner = 0; corner < box.length; corner++) {
                box[corner] = between(first.box()[corner], second.box()[corner], share);
            }
        }
        double confidence = Math.min(first.confidence(), second.confidence());
        return new Detection(nearer.track(), keypoint, score, confidence, box);
    }
}
