package io.skelspark.transform;

import io.skelspark.heatmap.FrameMaps;
import io.skelspark.heatmap.HeatmapVolume;
import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;

/**
 * Assembles the heat maps of each view into a volume.
 *
 * <p>Heat maps (views * T, K, H, W) to (views, K, T, H, W).
 *
 * @param inputFormat the input format of the network
 * @source MMAction2 1.2, FormatShape
 */
public record FormatShape(InputFormat inputFormat) implements Transform {

    /** The order and meaning of the axes. */
    public enum InputFormat implements Keyed {
        /** Clips, maps as channels, frames, height and width. */
        NCTHW_HEATMAP
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        if (!(sample.heatmaps() instanceof FrameMaps maps)) {
            throw new IllegalArgumentException("clip " + sample.id()
                    + " has no heat maps of frames; expected GeneratePoseTarget before FormatShape in the pipeline");
        }
        int[] sampled = sample.frameInds();
        int frames = sampled == null ? sample.keypoint().size(1) : sampled.length;
        return sample.withHeatmaps(new HeatmapVolume(maps, frames / Math.max(1, sample.numClips())));
    }
}
