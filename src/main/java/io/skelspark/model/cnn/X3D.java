package io.skelspark.model.cnn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A residual network whose convolutions over neighbours take each channel by itself, without gates of channels (squeeze and
 * excitation). With stages of 2, 5 and 3 blocks, the published network is called X3D-shallow.
 *
 * @param inChannels K, number of maps of a frame
 * @param baseChannels width of the first convolution, before it is multiplied
 * @param gammaW factor of all widths
 * @param gammaB width inside a block as a multiple of the width of its output
 * @param gammaD factor of the number of blocks
 * @param stages the residual blocks
 * @source pyskl/models/cnns/x3d.py, X3D
 */
public record X3D(int inChannels, int baseChannels, double gammaW, double gammaB, double gammaD, List<X3DStage> stages)
        implements VolumeBackbone {
    /** Widths are multiples of it. */
    private static final int MULTIPLE = 8;

    /** The smallest share of a width that rounding may leave. */
    private static final double LEAST_SHARE = 0.9;

    private static final VolumeWindow PLACES = new VolumeWindow(1, 3, 1, 2);
    private static final VolumeWindow FRAMES = new VolumeWindow(5, 1, 1, 1);

    public X3D {
        stages = List.copyOf(stages);
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        List<Backbone.Stage> sequence = new ArrayList<>();
        int out = roundWidth(baseChannels * gammaW);
        Weights.Scope places = scope.child("conv1_s");
        Conv3d stem = Conv3d.declare(places.child("conv"), inChannels, out, PLACES);
        sequence.add(new Backbone.Stage(places.path(), Layer.sequence(List.of(new Stored(), stem))));
        Weights.Scope frames = scope.child("conv1_t");
        sequence.add(new Backbone.Stage(frames.path(), new ConvModule(ConvModule.depthwise(frames, out, FRAMES))));
        int in = out;
        for (int i = 0; i < stages.size(); i++) {
            Weights.Scope layer = scope.child("layer" + (i + 1));
            int stride = stages.get(i).spatialStride();
            out = i == 0 ? out : 2 * out;
            List<Layer> blocks = new ArrayList<>();
            for (int order = 0; order < Math.ceil(gammaD * stages.get(i).blocks()); order++) {
                blocks.add(new BlockX3D(layer.child(order), in, inside(out), out, order == 0 ? stride : 1));
                in = out;
            }
            sequence.add(new Backbone.Stage(layer.path(), Layer.sequence(blocks)));
        }
        Weights.Scope last = scope.child("conv5");
        sequence.add(new Backbone.Stage(last.path(), ConvModule.declare(last, out, inside(out), Conv3d.POINTWISE)));
        return new Backbone(sequence, inside(out));
    }

    private int inside(int width) {
        return (int) (width * gammaB);
    }

    private static int roundWidth(double width) {
        int rounded = Math.max(MULTIPLE, (int) (width + MULTIPLE / 2.0) / MULTIPLE * MULTIPLE);
        return rounded < LEAST_SHARE * width ? rounded + MULTIPLE : rounded;
    }
}
