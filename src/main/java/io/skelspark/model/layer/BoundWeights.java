package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The values of all weights during a pass. They are parts of two flat tensors, so the gradient of all parameters arrives
 * as one flat tensor, too.
 */
public final class BoundWeights {
    private final NDArray[] views;
    private final PassMode mode;
    private final SplittableRandom random;
    private final Meter meter;
    private final HashMap<Object, NDList> derived = new HashMap<>();

    /**
     * Takes flat parameters and buffers, which must outlive this.
     *
     * @param seed decides what layers draw at random
     */
    public BoundWeights(List<Entry> entries, NDArray parameters, NDArray buffers, PassMode mode, long seed) {
        this(entries, parameters, buffers, mode, seed, Meter.NONE);
    }

    /** Takes them with a meter that is told what is computed. */
    public BoundWeights(
            List<Entry> entries, NDArray parameters, NDArray buffers, PassMode mode, long seed, Meter meter) {
        this.views = new NDArray[entries.size()];
        this.mode = mode;
        this.random = new SplittableRandom(seed);
        this.meter = meter;
        bind(entries, parameters, true);
        bind(entries, buffers, false);
    }

    private void bind(List<Entry> entries, NDArray flat, boolean trained) {
        List<Integer> positions = IntStream.range(0, entries.size())
                .filter(position -> (entries.get(position).kind() == EntryKind.PARAMETER) == trained)
                .boxed()
                .toList();
        // a single split, so that there is a single gradient: the concatenation of the gradients of the parts
        NDList parts = flat.split(
                positions.stream()
                        .skip(1)
                        .mapToLong(position -> entries.get(position).offset())
                        .toArray(),
                0);
        for (int i = 0; i < positions.size(); i++) {
            Entry entry = entries.get(positions.get(i));
            long[] shape = entry.shape().stream().mapToLong(Integer::longValue).toArray();
            views[positions.get(i)] =
                    shape.length == 1 ? parts.get(i) : parts.get(i).reshape(new Shape(shape));
        }
    }

    /** Returns the value of a weight. The caller leaves it open. */
    public NDArray get(Weight weight) {
        return views[weight.position()];
    }

    /** Returns the mode of the pass. */
    public PassMode mode() {
        return mode;
    }

    /** Returns the meter, which layers tell what they compute. */
    public Meter meter() {
        return meter;
    }

    /** Returns the generator that layers draw from, in the order in which they run. */
    SplittableRandom random() {
        return random;
    }

    /**
     * Returns values that a layer computes from its weights alone: they are computed once, however often the network is run
     * with these weights. The caller leaves them open.
     *
     * @param owner the layer, together with anything else that the values depend on
     */
    public NDList derived(Object owner, Supplier<NDList> values) {
        NDList known = derived.get(owner);
        if (known == null) {
            known = values.get();
            derived.put(owner, known);
        }
        return known;
    }
}
