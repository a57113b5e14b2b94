package io.skelspark.model;

import io.skelspark.model.engine.NetworkReplica;
import io.skelspark.model.engine.NetworkScorer;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.onnx.OnnxAxis;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout;
import java.util.List;

/** A network that recognises actions: a backbone and a head. */
public sealed interface Recognizer extends Network permits RecognizerGCN, Recognizer3D {
    /** Returns the settings of the head. */
    HeadSettings head();

    /** Declares the layers and their weights; each call returns new ones. */
    Assembly assemble();

    @Override
    default StateLayout layout() {
        return assemble().weights().layout();
    }

    @Override
    default ModelState initialise(long seed) {
        return assemble().weights().initialise(seed);
    }

    @Override
    default Replica replica(Device device) {
        Assembly layers = assemble();
        return new NetworkReplica(layers, layers.weights().layout(), head().labelSmoothing(), device);
    }

    @Override
    default Scorer scorer(ModelState state, Device device) {
        Assembly layers = assemble();
        return NetworkScorer.of(layers, layers.weights().layout(), state, device);
    }

    /** Returns the layout of the state under the names of a project; sizes and order are those of {@link #layout()}. */
    default StateLayout layout(Reference names) {
        return layout();
    }

    /** Returns the axes of a batch of single views. */
    List<OnnxAxis> inputAxes();

    /**
     * Returns the network with fixed weights as a graph of ONNX operators, from the input {@code view} to the output
     * {@code logits} (N, K).
     *
     * @throws IllegalArgumentException if the weights are not those of this network
     */
    default OnnxGraph onnx(ModelState state) {
        Assembly layers = assemble();
        layers.weights().layout().require(state.parameters(), state.buffers());
        OnnxGraph graph = new OnnxGraph("network", state);
        OnnxValue logits = layers.export(graph.input("view", inputAxes()), graph);
        graph.output("logits", logits, List.of(OnnxAxis.BATCH, OnnxAxis.fixed("classes", head().classes())));
        return graph;
    }

    /**
     * Counts the parameters and multiply-adds of this network.
     *
     * @param view shape of one view as the network takes it
     */
    default Complexity complexity(List<Integer> view) {
        Assembly layers = assemble();
        return Complexity.of(layers, layers.weights().layout(), view);
    }
}
