package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Dropout;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * The layers of one stage of a backbone: a spatial unit, a temporal unit, and the input added to their output.
 *
 * @source mmaction/models/backbones/stgcn.py, STGCNBlock; mmaction/models/backbones/aagcn.py, AAGCNBlock;
 *     pyskl/models/gcns/ctrgcn.py, CTRGCNBlock; pyskl/models/gcns/dgstgcn.py, DGBlock
 */
final class GraphBlock implements Layer {
    private final Layer spatial;
    private final Layer temporal;
    private final Shortcut residual;

    /** Declares the weights. */
    GraphBlock(Weights.Scope scope, StageShapes.StageShape shape, GraphStage stage, SharedGraph graph) {
        BackboneType type = stage.spatial().backbone();
        boolean first = shape.stage() == 1;
        spatial = stage.spatial().declare(scope.child(type.spatial()), shape.in(), shape.out(), graph);
        Layer frames = stage.temporal()
                .declare(
                        scope.child(type.temporal()),
                        new TemporalUnit.Shape(shape.out(), graph.joints(), shape.stride()),
                        type.temporalStart(scope.reference()));
        // as in the reference, the first stage drops nothing
        temporal = first ? frames : new Dropout(frames, stage.temporal().dropout());
        residual = first
                ? Shortcut.NONE
                : UnitTCN.residual(
                        scope.child("residual"),
                        shape.in(),
                        shape.out(),
                        shape.stride(),
                        scope.reference().temporal());
    }

    /**
     * Runs the block.
     *
     * @shape (N, in, T, V) to (N, out, T / stride rounded up, V)
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray carried = spatial.forward(input, weights);
        NDArray output = then(carried, temporal.forward(carried, weights));
        residual.addTo(output, input, weights);
        return then(output, Torch.relu(output));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue output = temporal.export(spatial.export(input, graph), graph);
        return residual.export(output, input, graph).relu();
    }
}
