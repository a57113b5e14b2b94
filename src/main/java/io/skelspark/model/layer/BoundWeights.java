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
 * The values of all weights during one run: views of two flat tensors, so that the gradient of all parameters arrives
 * as one flat tensor, too.
 */
public final class BoundWeights {
    private final NDArray[] views;
    private final PassMode mode;
    private final SplittableRandom random;
    private final Meter meter;
    private final HashMap<Object, NDList> derived = new HashMap<>();

    /**
     * Views of the flat parameters and buffers, which must outlive this.
     *
     * @param seed of what layers draw in this run
     */
    public BoundWeights(List<Entry> entries, NDArray parameters, NDArray buffers, PassMode mode, long seed) {
        this(entries, parameters, buffers, mode, seed, Meter.NONE);
    }

    /** The same with a meter that is told what is computed. */
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
        // one split has one gradient: the concatenation of the parts' gradients
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

    /** The value of a weight. The caller leaves it open. */
    public NDArray get(Weight weight) {
        return views[weight.position()];
    }

    /** What the network is run for. */
    public PassMode mode() {
        return mode;
    }

    /** Is told what layers compute. */
    public Meter meter() {
        return meter;
    }

    /** What layers draw from in this run, one after another in the order in which they are run. */
    SplittableRandom random() {
        return random;
    }

    /**
     * Values that an owner computes of its weights alone: computed once, however often a network is run with them. The
     * caller leaves them open.
     *
     * @param owner a layer, with all else that the values depend on
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
