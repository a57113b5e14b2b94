package io.skelspark.model.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A network with its weights as a block of Deep Java Library. It has as many scorers as threads have used it at once. */
final class NetworkBlock extends AbstractBlock implements AutoCloseable {
    private final Network network;
    private final ModelState state;
    private final int classes;
    private final ConcurrentLinkedQueue<Scorer> idle = new ConcurrentLinkedQueue<>();

    NetworkBlock(Network network, ModelState state, int classes) {
        this.network = network;
        this.state = state;
        this.classes = classes;
    }

    /**
     * Runs inference.
     *
     * @shape (views, M, T, V, C) to logits (views, K)
     */
    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        if (training) {
            throw new UnsupportedOperationException("a network for inference was run in training mode, expected"
                    + " inference; use the job train for training");
        }
        NDArray input = inputs.singletonOrThrow();
        int[] views = Arrays.stream(input.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        List<Integer> shape = new ArrayList<>(List.of(1));
        Arrays.stream(views).forEach(shape::add);
        float[] logits = forward(new Batch(input.toFloatArray(), shape, new int[] {PoseSample.UNKNOWN_LABEL}));
        return new NDList(input.getManager().create(logits, new Shape(views[0], classes)));
    }

    private float[] forward(Batch batch) {
        Scorer free = idle.poll();
        Scorer scorer = free == null ? network.scorer(state) : free;
        try {
            return scorer.logits(batch);
        } finally {
            idle.add(scorer);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), classes)};
    }

    @Override
    public void close() {
        for (Scorer scorer = idle.poll(); scorer != null; scorer = idle.poll()) {
            scorer.close();
        }
    }
}
