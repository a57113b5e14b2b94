package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;

/**
 * One stage of a backbone: a spatial unit, a temporal unit, and the input added to what they give.
 *
 * @source mmaction/models/backbones/stgcn.py, STGCNBlock; mmaction/models/backbones/aagcn.py, AAGCNBlock
 */
final class Block implements Layer {
    private final Layer gcn;
    private final Layer tcn;
    private final Shortcut residual;

    Block(Weights.Scope scope, Stages.Block block, Trunk trunk, SpatialUnit spatial) {
        boolean first = block.stage() == 1;
        gcn = spatial.declare(scope.child("gcn"), block.in(), block.out(), trunk.graph());
        // as in the reference, the first stage drops nothing
        TemporalUnit temporal = trunk.tcn().get(block.stage() - 1);
        tcn = (first ? temporal.withoutDropout() : temporal).declare(scope.child("tcn"), block.out(), block.stride());
        if (first) {
            residual = Shortcut.NONE;
        } else if (block.in() == block.out() && block.stride() == 1) {
            residual = Shortcut.IDENTITY;
        } else {
            Conv2d.FrameWindow window = new Conv2d.FrameWindow(1, block.stride(), 1);
            residual = Shortcut.through(UnitTCN.declare(scope.child("residual"), block.in(), block.out(), window));
        }
    }

    /** @shape (N, in, T, V) to (N, out, T / stride rounded up, V) */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray spatial = gcn.forward(input, weights);
        NDArray output = then(spatial, tcn.forward(spatial, weights));
        residual.addTo(output, input, weights);
        return then(output, Torch.relu(output));
    }
}
