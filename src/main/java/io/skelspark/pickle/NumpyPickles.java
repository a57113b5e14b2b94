package io.skelspark.pickle;

import java.util.Arrays;
import java.util.List;

/** A writer of NumPy arrays into pickles of protocol 3 or later. */
final class NumpyPickles {
    private NumpyPickles() {}

    /**
     * Pushes an array onto the stack of a pickle.
     *
     * @param descriptor NumPy's name of a little-endian dtype, for example {@code <f2}
     * @param data row-major values in that dtype
     */
    static void array(PickleWriter pickle, String descriptor, int[] shape, byte[] data) {
        pickle.global("numpy.core.multiarray", "_reconstruct").mark();
        pickle.global("numpy", "ndarray").integers(List.of(0)).blob(new byte[] {'b'});
        pickle.tuple().reduce();
        pickle.mark().integer(1).integers(Arrays.stream(shape).boxed().toList());
        dtype(pickle, descriptor);
        pickle.no().blob(data).tuple().build();
    }

    private static void dtype(PickleWriter pickle, String descriptor) {
        pickle.global("numpy", "dtype").mark();
        pickle.text(descriptor.substring(1)).no().yes().tuple().reduce();
        pickle.mark().integer(3).text("<").none().none().none();
        pickle.integer(-1).integer(-1).integer(0).tuple().build();
    }
}
