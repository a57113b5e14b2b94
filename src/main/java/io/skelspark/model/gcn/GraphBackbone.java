package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A graph convolutional backbone: a normalised input, then one block for each stage. Its spatial units decide which
 * backbone of the reference it is: STGCN with {@link UnitGCN}, also that of ST-GCN++; AAGCN with {@link UnitAAGCN}, also
 * that of 2s-AGCN.
 *
 * @param persons M, people of the input
 * @param inChannels values per joint
 * @param graph adjacency (K, V, V) of the skeleton
 * @param dataBn how the input is normalised
 * @param shapes widths and lengths of the stages
 * @param stages units of each stage, spatial ones of one kind
 * @source mmaction/models/backbones/stgcn.py, STGCN; mmaction/models/backbones/aagcn.py, AAGCN
 */
public record GraphBackbone(
        int persons, int inChannels, Tensor graph, DataNorm dataBn, StageShapes shapes, List<GraphStage> stages)
        implements Serializable {
    /**
     * Checks that the parts fit.
     *
     * @throws IllegalArgumentException if the graph is not (K, V, V), if there are units for more or fewer stages than
     *     there are shapes, or if the spatial units are of several kinds
     */
    public GraphBackbone {
        if (graph.shape().length != 3 || graph.size(1) != graph.size(2)) {
            throw new IllegalArgumentException("graph is " + graph + ", expected (K, V, V)");
        }
        stages = List.copyOf(stages);
        if (stages.size() != shapes.count()) {
            throw new IllegalArgumentException(
                    "found the units of " + stages.size() + " stages, expected those of " + shapes.count());
        }
        List<String> types = stages.stream()
                .map(stage -> stage.spatial().names().type())
                .distinct()
                .toList();
        if (types.size() != 1) {
            throw new IllegalArgumentException("spatial units of " + types + ", expected units of one kind");
        }
    }

    /** A backbone with the same units in all stages. */
    public GraphBackbone(
            int persons, int inChannels, Tensor graph, DataNorm dataBn, StageShapes shapes, GraphStage stage) {
        this(persons, inChannels, graph, dataBn, shapes, Collections.nCopies(shapes.count(), stage));
    }

    /**
     * Declares the weights.
     *
     * @return a backbone from (N, M, T, V, C) to (N * M, C', T', V)
     */
    public Backbone declare(Weights.Scope scope) {
        BackboneNames names = stages.get(0).spatial().names();
        if (names.graph() == BackboneNames.SpareGraph.KEPT) {
            scope.buffer("A", Initializer.values(graph.values()), Adaptive.shape(graph));
        }
        List<Backbone.Stage> sequence = new ArrayList<>();
        Weights.Scope input = scope.child("data_bn");
        Layer norm = dataBn.declare(input, persons, graph.size(1), inChannels);
        sequence.add(new Backbone.Stage(input.path(), norm));
        int channels = inChannels;
        for (StageShapes.StageShape shape : shapes.shapes(inChannels)) {
            Weights.Scope block = scope.child(names.blocks()).child(sequence.size() - 1);
            GraphStage stage = stages.get(shape.stage() - 1);
            sequence.add(new Backbone.Stage(block.path(), new GraphBlock(block, shape, stage, graph)));
            channels = shape.out();
        }
        return new Backbone(sequence, channels);
    }

    /**
     * Returns the text by which checkpoints identify this backbone. It must not change, whatever the types are called: a
     * run resumes only from a checkpoint with the same text.
     */
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
        return stages.get(0).spatial().names().type() + "[trunk=" + trunk + ", gcn="
                + stages.stream().map(GraphStage::spatial).toList() + "]";
    }
}
