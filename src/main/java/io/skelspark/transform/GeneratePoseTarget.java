package io.skelspark.transform;

import io.skelspark.heatmap.Heatmaps;
import io.skelspark.heatmap.KeypointMarks;
import io.skelspark.heatmap.LimbMarks;
import io.skelspark.heatmap.Marks;
import io.skelspark.heatmap.Pose;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Gives a sample its heat maps: a bell around each joint or along each limb. They are drawn on demand.
 *
 * <p>Shape (M, frames, V, 2) to heat maps (frames, K, H, W), K joints or limbs; with mirror images twice the frames.
 *
 * @param layout gives the limbs and the sides of joints and limbs
 * @param feature {@link Feature#KEYPOINT} or {@link Feature#LIMB}
 * @param sigma width of the bells, pixels of the maps
 * @param scaling size of the maps as a fraction of the image
 * @param peaks the height of the bells
 * @param copies the images of a frame that are drawn
 * @param leastScore score below which a joint leaves no mark; 0.0001 in MMAction2, 0.001 in PYSKL
 * @source PoseC3D, arXiv:2104.13586; MMAction2 1.2, GeneratePoseTarget. Departures: key points and limbs in one volume,
 *     which the reference draws over each other, are not offered; a joint at NaN is missing
 */
public record GeneratePoseTarget(
        Layout layout, Feature feature, double sigma, double scaling, Peaks peaks, Copies copies, double leastScore)
        implements Transform {
    /** The least score of MMAction2; marks are never drawn for less. */
    public static final double LEAST_SCORE = 1e-4;

    /** The height of the bells. */
    public enum Peaks {
        /** The score of the joint; 1 if the sample has no scores. */
        SCORE,
        /** 1 for every joint. */
        ONE
    }

    /** The images of a frame that are drawn. */
    public enum Copies {
        /** Each frame once. */
        ORIGINAL,
        /** The mirror images of all frames follow the frames: two views of each clip, as in tests. */
        DOUBLE
    }

    /**
     * Checks the feature and the numbers.
     *
     * @throws IllegalArgumentException if the feature is not a feature of heat maps, or a number is too small
     */
    public GeneratePoseTarget {
        if (!feature.isHeatmap()) {
            throw new IllegalArgumentException("GeneratePoseTarget cannot draw " + feature.key()
                    + ", expected keypoint or limb: correct feature and features");
        }
        if (feature == Feature.LIMB && layout.limbs().isEmpty()) {
            throw new IllegalArgumentException("layout " + layout.name() + " has no limbs to draw");
        }
        if (!(sigma > 0 && scaling > 0)) {
            throw new IllegalArgumentException(
                    "sigma " + sigma + " and scaling " + scaling + ", expected both more than 0");
        }
        if (!(leastScore >= LEAST_SCORE)) {
            throw new IllegalArgumentException("least-score is " + leastScore + ", expected at least " + LEAST_SCORE);
        }
    }

    /** Creates the transform with the least score of MMAction2. */
    public GeneratePoseTarget(
            Layout layout, Feature feature, double sigma, double scaling, Peaks peaks, Copies copies) {
        this(layout, feature, sigma, scaling, peaks, copies, LEAST_SCORE);
    }

    @Override
    public boolean readsImageSize() {
        return true;
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = SampleJoints.plane(sample);
        SampleJoints.requireLayout(sample, layout);
        ImageShape image = SampleJoints.image(sample);
        Tensor score = sample.keypointScore();
        Pose pose = new Pose(
                scaled(keypoint.as(DType.FLOAT32)),
                peaks == Peaks.ONE || score == null ? null : marking(score.as(DType.FLOAT32)));
        int[] mirror = feature == Feature.LIMB ? layout.mirroredLimbs() : layout.mirroredJoints();
        Heatmaps maps = new Heatmaps(
                pose,
                marks(),
                (int) (image.height() * scaling + 0.5),
                (int) (image.width() * scaling + 0.5),
                copies == Copies.DOUBLE ? Arrays.stream(mirror).boxed().toList() : List.of());
        return sample.withHeatmaps(maps);
    }

    /** Returns the scores, 0 in place of those that leave no mark. */
    private Tensor marking(Tensor score) {
        double[] values = score.values().clone();
        Arrays.setAll(values, i -> values[i] < leastScore ? 0 : values[i]);
        return new Tensor(score.dtype(), score.shape(), values);
    }

    private Marks marks() {
        return feature == Feature.LIMB ? new LimbMarks(layout.limbs(), sigma) : new KeypointMarks(layout.size(), sigma);
    }

    private Tensor scaled(Tensor keypoint) {
        if (scaling == 1) {
            return keypoint;
        }
        double factor = (float) scaling;
        double[] values = keypoint.values().clone();
        Arrays.setAll(values, i -> DType.FLOAT32.round(values[i] * factor));
        return new Tensor(DType.FLOAT32, keypoint.shape(), values);
    }
}
