package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A graph convolutional backbone of a normalised input, then one block for each stage. Its spatial units decide which
 * backbone of the reference it is, see {@link BackboneType}.
 *
 * @param persons M, people of the input
 * @param inChannels values per joint
 * @param graph that the spatial units start from
 * @param dataBn how the input is normalised
 * @param shapes widths and lengths of the stages
 * @param stages units of each stage, spatial ones of one kind
 * @source mmaction/models/backbones/stgcn.py, STGCN; mmaction/models/backbones/aagcn.py, AAGCN;
 *     pyskl/models/gcns/ctrgcn.py, CTRGCN; pyskl/models/gcns/dgstgcn.py, DGSTGCN
 */
public record StagedGCN(
        int persons, int inChannels, InitialGraph graph, DataNorm dataBn, StageShapes shapes, List<GraphStage> stages)
        implements GraphBackbone {
    /**
     * Checks that the parts fit.
     *
     * @throws IllegalArgumentException if there are units for more or fewer stages than there are shapes, or if the spatial
     *     units are those of several backbones
     */
    public StagedGCN {
        stages = List.copyOf(stages);
        if (stages.size() != shapes.count()) {
            throw new IllegalArgumentException(
                    "found the units of " + stages.size() + " stages, expected those of " + shapes.count());
        }
        List<BackboneType> types = stages.stream()
                .map(stage -> stage.spatial().backbone())
                .distinct()
                .toList();
        if (types.size() != 1) {
            throw new IllegalArgumentException("spatial units of " + types + ", expected units of one backbone");
        }
    }

    /** A backbone with the same units in all stages. */
    public StagedGCN(
            int persons, int inChannels, InitialGraph graph, DataNorm dataBn, StageShapes shapes, GraphStage stage) {
        this(persons, inChannels, graph, dataBn, shapes, Collections.nCopies(shapes.count(), stage));
    }

    @Override
    public int joints() {
        return graph.joints();
    }

    @Override
    public Optional<Tensor> skeleton() {
        return graph.skeleton();
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        BackboneType type = stages.get(0).spatial().backbone();
        SharedGraph shared = graph.shared();
        if (type.keepsGraph()) {
            scope.buffer("A", shared.values(), shared.shape());
        }
        List<Backbone.Stage> sequence = new ArrayList<>();
        Weights.Scope input = scope.child("data_bn");
        Layer norm = dataBn.declare(input, persons, joints(), inChannels);
        sequence.add(new Backbone.Stage(input.path(), norm));
        int channels = inChannels;
        for (StageShapes.StageShape shape : shapes.shapes(inChannels)) {
            Weights.Scope block = scope.child(type.blocks()).child(sequence.size() - 1);
            GraphStage stage = stages.get(shape.stage() - 1);
            sequence.add(new Backbone.Stage(block.path(), new GraphBlock(block, shape, stage, shared)));
            channels = shape.out();
        }
        return new Backbone(sequence, channels);
    }

    /** Returns the text by which checkpoints identify this backbone, whatever the types are called. */
    @Override
    public String toString() {
        String trunk = "Trunk[persons=" + persons
                + ", inChannels=" + inChannels
                + ", graph=" + graph
                + ", stages=Stages[count=" + shapes.count()
                + ", baseChannels=" + shapes.baseChannels()
                + ", channelRatio=" + shapes.channelRatio()
                + ", inflate=" + shapes.inflate()
                + ", down=" + shapes.down()
                + "], tcn=" + stages.stream().map(GraphStage::temporal).toList()
                + ", dataBn=" + dataBn + "]";
        return stages.get(0).spatial().backbone() + "[trunk=" + trunk + ", gcn="
                + stages.stream().map(GraphStage::spatial).toList() + "]";
    }
}
