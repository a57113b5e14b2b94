package io.skelspark.pickle;

import java.util.ArrayList;
import java.util.List;

/** How PyTorch writes a tensor into a pickle. */
final class TorchPickles {
    private TorchPickles() {}

    /** Pushes a tensor that views a whole storage, which the given writing pushes. */
    static void tensor(PickleWriter pickle, List<Integer> shape, Runnable storage) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        storage.run();
        pickle.integer(0).integers(shape).integers(strides(shape)).no();
        pickle.global("collections", "OrderedDict").emptyTuple().reduce();
        pickle.tuple().reduce();
    }

    /** Of a row-major tensor, in values. */
    private static List<Integer> strides(List<Integer> shape) {
        List<Integer> strides = new ArrayList<>(shape);
        int stride = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides.set(axis, stride);
            stride *= Math.max(1, shape.get(axis));
        }
        return strides;
    }
}
