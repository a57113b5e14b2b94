package io.skelspark.skeleton;

import io.skelspark.tensor.Tensor;
import io.skelspark.tensor.Views;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One clip of one or more people, as it passes through the transforms. Values are never changed in place.
 *
 * @param id identifier of the clip, unique in its set
 * @param label class index from 0, or {@link #UNKNOWN_LABEL} if it is unknown
 * @param totalFrames T, the number of frames of the clip
 * @param imgShape size of the frames; only for 2D joints, and not in every set
 * @param keypoint (M, T, V, C) joint positions; (views, M, T, V, C) after FormatGCNInput
 * @param keypointScore (M, T, V) confidence of each joint; only for 2D joints, and not in every set
 * @param frameInds indices of the sampled frames, view after view; null before sampling, and if sampling has selected them
 * @param numClips number of sampled views, which the reference calls clips; 0 before sampling
 * @param heatmaps (views * T, K, H, W) after GeneratePoseTarget, (views, K, T, H, W) after FormatShape; null for a GCN
 */
public record PoseSample(
        String id,
        int label,
        int totalFrames,
        @Nullable ImageShape imgShape,
        Tensor keypoint,
        @Nullable Tensor keypointScore,
        int @Nullable [] frameInds,
        int numClips,
        @Nullable Views heatmaps)
        implements Serializable {
    /** The label of a clip whose action is not known, as in the reference. */
    public static final int UNKNOWN_LABEL = -1;

    /** Creates a clip before any transform. */
    public PoseSample(
            String id,
            int label,
            int totalFrames,
            @Nullable ImageShape imgShape,
            Tensor keypoint,
            @Nullable Tensor keypointScore) {
        this(id, label, totalFrames, imgShape, keypoint, keypointScore, null, 0, null);
    }

    /** Returns the input of a network: the heat maps if there are any, else the joints. */
    public Views input() {
        return heatmaps == null ? keypoint : heatmaps;
    }

    /** Returns the sample with other joints. */
    public PoseSample withKeypoint(Tensor newKeypoint) {
        return withKeypoint(newKeypoint, keypointScore);
    }

    /** Returns the sample with other joints and scores. */
    public PoseSample withKeypoint(Tensor newKeypoint, @Nullable Tensor newScore) {
        return withKeypoint(newKeypoint, newScore, imgShape);
    }

    /** Returns the sample with other joints, scores and size of the frames. */
    public PoseSample withKeypoint(Tensor newKeypoint, @Nullable Tensor newScore, @Nullable ImageShape newShape) {
        return new PoseSample(id, label, totalFrames, newShape, newKeypoint, newScore, frameInds, numClips, heatmaps);
    }

    /** Returns the sample with another number of frames. */
    public PoseSample withTotalFrames(int newTotalFrames) {
        return new PoseSample(
                id, label, newTotalFrames, imgShape, keypoint, keypointScore, frameInds, numClips, heatmaps);
    }

    /** Returns the sample with sampled frames. */
    public PoseSample withFrames(int[] newFrameInds, int newNumClips) {
        return new PoseSample(
                id, label, totalFrames, imgShape, keypoint, keypointScore, newFrameInds, newNumClips, heatmaps);
    }

    /** Returns the sample with the joints and scores of sampled views, as a clip of their frames one after the other. */
    public PoseSample withViews(Tensor newKeypoint, @Nullable Tensor newScore, int newNumClips) {
        return new PoseSample(
                id, label, newKeypoint.size(1), imgShape, newKeypoint, newScore, null, newNumClips, heatmaps);
    }

    /** Returns the sample with heat maps. */
    public PoseSample withHeatmaps(Views newHeatmaps) {
        return new PoseSample(
                id, label, totalFrames, imgShape, keypoint, keypointScore, frameInds, numClips, newHeatmaps);
    }
}
