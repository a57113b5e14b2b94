package io.skelspark.pickle;

import java.util.Arrays;
import java.util.List;

/** A writer of PyTorch tensors into pickles. */
final class TorchPickles {
    private TorchPickles() {}

    /**
     * Pushes a row-major tensor that fills a whole storage.
     *
     * @param storage pushes the storage
     */
    static void tensor(PickleWriter pickle, List<Integer> shape, Runnable storage) {
        int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
        List<Integer> strides = Arrays.stream(Strides.rowMajor(sizes)).boxed().toList();
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        storage.run();
        pickle.integer(0).integers(shape).integers(strides).no();
        pickle.global("collections", "OrderedDict").emptyTuple().reduce();
        pickle.tuple().reduce();
    }
}
