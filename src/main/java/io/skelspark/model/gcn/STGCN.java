package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.skeleton.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The spatial temporal graph convolutional backbone; with an adaptive graph, inner residuals and multi-scale temporal
 * units it is that of ST-GCN++.
 *
 * @source mmaction/models/backbones/stgcn.py, STGCN
 */
public final class STGCN implements Backbone {
    /**
     * Settings of the backbone.
     *
     * @param inChannels values per joint
     * @param graph adjacency (K, V, V) of the skeleton
     * @param stages widths and lengths of the blocks
     * @param gcn the spatial units
     * @param tcn the temporal units
     * @param dataBn how the input is normalised
     */
    public record Settings(
            int inChannels, Tensor graph, Stages stages, UnitGCN.Settings gcn, TemporalUnit tcn, DataNorm dataBn)
            implements Backbone.Settings {
        /** @throws IllegalArgumentException if the graph is not (K, V, V) */
        public Settings {
            if (graph.shape().length != 3 || graph.size(1) != graph.size(2)) {
                throw new IllegalArgumentException("graph is " + graph + ", expected (K, V, V)");
            }
        }

        @Override
        public Backbone declare(Weights.Scope scope) {
            return new STGCN(scope, this);
        }
    }

    private final Layer layers;
    private final int channels;

    private STGCN(Weights.Scope scope, Settings settings) {
        List<Layer> sequence = new ArrayList<>();
        sequence.add(settings.dataBn.declare(scope, settings.graph.size(1), settings.inChannels));
        List<Stages.Block> blocks = settings.stages.blocks(settings.inChannels);
        for (int i = 0; i < blocks.size(); i++) {
            sequence.add(new StgcnBlock(scope.child("gcn").child(i), blocks.get(i), settings));
        }
        layers = Layer.sequence(sequence);
        channels = blocks.get(blocks.size() - 1).out();
    }

    @Override
    public int channels() {
        return channels;
    }

    /** @shape (N, M, T, V, C) to (N * M, channels, T', V) */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        return layers.forward(input, weights);
    }
}
