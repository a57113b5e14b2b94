package io.skelspark.skeleton;

import java.io.Serializable;
import java.util.List;

/**
 * A table that makes the joints of one layout from those of another. Each joint is the mean of some joints of the
 * source, or is always missing.
 *
 * @param from the layout of the source
 * @param to the layout that is made
 * @param sources for each joint of {@code to} the joints of {@code from} whose mean it is; one that is named twice
 *     counts twice; none for a joint that is always missing
 * @param scale a factor for each coordinate, which changes units and the directions of axes; empty for none
 */
public record JointMap(Layout from, Layout to, List<List<Integer>> sources, List<Double> scale)
        implements Serializable {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is not one list for each joint, a source is no joint, or a factor is 0
     *     or not finite
     */
    public JointMap {
        sources = sources.stream().map(List::copyOf).toList();
        scale = List.copyOf(scale);
        if (sources.size() != to.size()) {
            throw new IllegalArgumentException("the map has sources of " + sources.size() + " joints, expected the "
                    + to.size() + " of layout " + to.name());
        }
        for (int joint = 0; joint < sources.size(); joint++) {
            for (int source : sources.get(joint)) {
                if (source < 0 || source >= from.size()) {
                    throw new IllegalArgumentException(
                            "the map makes '" + to.joints().get(joint) + "' of joint " + source + ", expected 0 to "
                                    + (from.size() - 1) + " of layout " + from.name());
                }
            }
        }
        if (scale.stream().anyMatch(factor -> factor == 0 || !Double.isFinite(factor))) {
            throw new IllegalArgumentException("the map has scale " + scale + ", expected factors other than 0");
        }
    }

    /** Returns the names of the layouts, the sources and the scale. */
    @Override
    public String toString() {
        return from.name() + " to " + to.name() + " by " + sources + " times " + scale;
    }

    /**
     * Makes the joints of one person in one frame. A joint is at zero if one of its sources is missing.
     *
     * @param keypoint joints of the source
     * @param score of the same joints; one without a score above 0 is missing
     * @return the joints of the other layout, in units of the source times the scale
     * @shape keypoint (V of from, C), score (V of from), result (V of to, C)
     * @throws IllegalArgumentException if the numbers of joints or coordinates do not fit the layout and the scale
     */
    public double[] keypoint(double[] keypoint, double[] score) {
        int channels = channels(keypoint, score);
        double[] made = new double[sources.size() * channels];
        double[] found = score(score);
        for (int joint = 0; joint < sources.size(); joint++) {
            if (found[joint] > 0) {
                addMean(keypoint, sources.get(joint), made, joint * channels, channels);
            }
        }
        return made;
    }

    /**
     * Makes the scores of one person in one frame: the smallest of the sources, 0 if one of them is missing.
     *
     * @shape (V of from) to (V of to)
     * @throws IllegalArgumentException if the number of joints is not that of the layout
     */
    public double[] score(double[] score) {
        requireJoints(score);
        return sources.stream()
                .mapToDouble(joints -> joints.stream()
                        .mapToDouble(joint -> score[joint] > 0 ? score[joint] : 0)
                        .min()
                        .orElse(0))
                .toArray();
    }

    private void addMean(double[] keypoint, List<Integer> joints, double[] made, int first, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int joint : joints) {
                sum += keypoint[joint * channels + channel];
            }
            double factor = scale.isEmpty() ? 1 : scale.get(channel);
            made[first + channel] = factor * (sum / joints.size());
        }
    }

    private int channels(double[] keypoint, double[] score) {
        requireJoints(score);
        int channels = keypoint.length / score.length;
        if (channels * score.length != keypoint.length) {
            throw new IllegalArgumentException(
                    keypoint.length + " values, expected as many for each of " + score.length + " joints");
        }
        if (!scale.isEmpty() && scale.size() != channels) {
            throw new IllegalArgumentException("joints of " + channels + " coordinates, expected the " + scale.size()
                    + " that the scale " + scale + " of the map is for");
        }
        return channels;
    }

    private void requireJoints(double[] score) {
        if (score.length != from.size()) {
            throw new IllegalArgumentException(score.length + " joints, expected the " + from.size() + " of layout "
                    + from.name() + ", from which the map makes those of " + to.name());
        }
    }
}
