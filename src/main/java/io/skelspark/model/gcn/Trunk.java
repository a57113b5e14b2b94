package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the backbones share: a normalised input and a sequence of blocks, whose spatial units each kind brings.
 *
 * @param persons M, people of the input
 * @param inChannels values per joint
 * @param graph adjacency (K, V, V) of the skeleton
 * @param stages widths and lengths of the blocks
 * @param tcn the temporal unit of each stage
 * @param dataBn how the input is normalised
 */
public record Trunk(int persons, int inChannels, Tensor graph, Stages stages, List<TemporalUnit> tcn, DataNorm dataBn)
        implements Serializable {
    /** @throws IllegalArgumentException if the graph is not (K, V, V), or stages and temporal units differ in number */
    public Trunk {
        if (graph.shape().length != 3 || graph.size(1) != graph.size(2)) {
            throw new IllegalArgumentException("graph is " + graph + ", expected (K, V, V)");
        }
        tcn = stages.each("temporal units", tcn);
    }

    /** With the same temporal unit in all stages. */
    public Trunk(int persons, int inChannels, Tensor graph, Stages stages, TemporalUnit tcn, DataNorm dataBn) {
        this(persons, inChannels, graph, stages, Collections.nCopies(stages.count(), tcn), dataBn);
    }

    /** Declares the weights. */
    Backbone declare(Weights.Scope scope, List<? extends SpatialUnit> gcn) {
        List<Backbone.Stage> sequence = new ArrayList<>();
        Layer norm = dataBn.declare(scope.child("data_bn"), persons, graph.size(1), inChannels);
        sequence.add(new Backbone.Stage(scope.child("data_bn").path(), norm));
        List<Stages.Block> blocks = stages.blocks(inChannels);
        for (int i = 0; i < blocks.size(); i++) {
            Weights.Scope block = scope.child("gcn").child(i);
            SpatialUnit spatial = gcn.get(blocks.get(i).stage() - 1);
            sequence.add(new Backbone.Stage(block.path(), new Block(block, blocks.get(i), this, spatial)));
        }
        return new Backbone(sequence, blocks.get(blocks.size() - 1).out());
    }
}
