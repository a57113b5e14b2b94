package io.skelspark.pickle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;

/** The constructors of what NumPy puts into pickles, under the module names of its versions 1 and 2. */
final class NumpyConstructors {
    private static final TypeName NDARRAY = new TypeName("numpy.ndarray");

    private NumpyConstructors() {}

    static Map<String, IObjectConstructor> all() {
        Map<String, IObjectConstructor> byName = new HashMap<>();
        byName.put("numpy.ndarray", NDARRAY);
        byName.put("numpy.dtype", arguments -> new NumpyType((String) arguments[0]));
        for (String module : List.of("numpy.core.", "numpy._core.")) {
            byName.put(module + "multiarray._reconstruct", NumpyConstructors::reconstruct);
            byName.put(module + "multiarray.scalar", NumpyConstructors::scalar);
            byName.put(module + "numeric._frombuffer", NumpyConstructors::fromBuffer);
        }
        return byName;
    }

    private static Object reconstruct(Object[] arguments) {
        if (arguments.length == 0 || !NDARRAY.equals(arguments[0])) {
            throw new IllegalArgumentException("makes an array of a subclass, expected the class numpy.ndarray");
        }
        return new NumpyArray();
    }

    private static Object scalar(Object[] arguments) {
        byte[] data = arguments[1] instanceof String text ? Constructors.latin1(text) : (byte[]) arguments[1];
        return ((NumpyType) arguments[0]).scalar(data);
    }

    private static Object fromBuffer(Object[] arguments) {
        return new NumpyArray(
                NumpyArray.axes(arguments[2]),
                (NumpyType) arguments[1],
                (byte[]) arguments[0],
                "F".equals(arguments[3]));
    }
}
