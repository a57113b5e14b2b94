package io.skelspark.transform;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.List;

/**
 * The concatenation of features along the channels.
 *
 * @source MMAction2 1.2, MergeSkeFeat
 */
final class MergeSkeFeat {
    private MergeSkeFeat() {}

    /** @shape features of (M, T, V, C) to (M, T, V, features * C) of the widest width */
    static Tensor merged(List<Tensor> features) {
        Tensor first = features.get(0);
        if (features.size() == 1) {
            return first;
        }
        int channels = first.size(3);
        int merged = channels * features.size();
        double[] values = new double[first.values().length * features.size()];
        DType dtype = first.dtype();
        for (int feature = 0; feature < features.size(); feature++) {
            Tensor tensor = features.get(feature);
            dtype = dtype.widen(tensor.dtype());
            for (int joint = 0; joint * channels < tensor.values().length; joint++) {
                System.arraycopy(
                        tensor.values(), joint * channels, values, joint * merged + feature * channels, channels);
            }
        }
        int[] shape = first.shape().clone();
        shape[3] = merged;
        return new Tensor(dtype, shape, values);
    }
}
