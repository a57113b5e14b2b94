package io.skelspark.model.cnn;

import io.skelspark.model.layer.AveragePool;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain network of convolutions over places and neighbouring frames; between its stages, images are averaged to half their
 * sides. With three stages, the published network is called C3D-light.
 *
 * @param inChannels K, number of maps of a frame
 * @param baseChannels width of the first convolution; each stage is twice as wide as the one before
 * @param numStages stages after the first two convolutions and the third pair: 3 ends with the fourth pair, 4 with a fifth,
 *     which is no wider
 * @param temporalDownsample whether all averages but the first halve the number of frames, too
 * @source pyskl/models/cnns/c3d.py, C3D
 */
public record C3D(int inChannels, int baseChannels, int numStages, boolean temporalDownsample)
        implements VolumeBackbone {
    private static final VolumeWindow NEIGHBOURS = new VolumeWindow(3, 3, 1, 1);

    /** Convolutions of each level; an average stands between levels. */
    private static final List<List<String>> LEVELS =
            List.of(List.of("a"), List.of("a"), List.of("a", "b"), List.of("a", "b"), List.of("a", "b"));

    /** The level from which on the width stays. */
    private static final int WIDEST = 3;

    /**
     * Checks the depth.
     *
     * @throws IllegalArgumentException if there are neither 3 nor 4 stages
     */
    public C3D {
        if (numStages != 3 && numStages != 4) {
            throw new IllegalArgumentException("a C3D has " + numStages + " stages, expected 3 or 4");
        }
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        List<Backbone.Stage> sequence = new ArrayList<>();
        int in = inChannels;
        for (int level = 0; level <= numStages; level++) {
            if (level > 0) {
                int frames = temporalDownsample && level > 1 ? 2 : 1;
                Weights.Scope pool = scope.child("pool" + level);
                sequence.add(new Backbone.Stage(pool.path(), new AveragePool(frames, 2)));
            }
            int out = baseChannels << Math.min(level, WIDEST);
            for (String letter : LEVELS.get(level)) {
                Weights.Scope conv = scope.child("conv" + (level + 1) + letter);
                Layer layer = ConvModule.declare(conv, in, out, NEIGHBOURS);
                sequence.add(new Backbone.Stage(
                        conv.path(), sequence.isEmpty() ? Layer.sequence(List.of(new Stored(), layer)) : layer));
                in = out;
            }
        }
        return new Backbone(sequence, in);
    }
}
