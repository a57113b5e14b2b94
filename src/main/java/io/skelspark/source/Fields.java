package io.skelspark.source;

import io.skelspark.pickle.Description;
import io.skelspark.pickle.NumpyArray;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a pickled record, read with checks of their types. */
record Fields(Map<?, ?> dict) {
    boolean has(String key) {
        return dict.get(key) != null;
    }

    String text(String key) throws MalformedRecordException {
        if (present(key) instanceof String text) {
            return text;
        }
        throw mismatch(key, "a str");
    }

    int integer(String key) throws MalformedRecordException {
        return integer(key, present(key));
    }

    Map<?, ?> dict(String key) throws MalformedRecordException {
        if (present(key) instanceof Map<?, ?> map) {
            return map;
        }
        throw mismatch(key, "a dict");
    }

    /** Returns an array (N) of integers. */
    int[] integers(String key) throws MalformedRecordException {
        if (!(present(key) instanceof NumpyArray array) || !array.integral() || array.shape().length != 1) {
            throw mismatch(key, "an array (N) of integers");
        }
        List<Long> values = integers(key, array);
        if (values.stream().anyMatch(value -> value.intValue() != value)) {
            throw mismatch(key, "integers of 32 bits");
        }
        return values.stream().mapToInt(Long::intValue).toArray();
    }

    /** Returns the number of axes of an array, or -1 if the field is not an array. */
    int axes(String key) {
        return dict.get(key) instanceof NumpyArray array ? array.shape().length : -1;
    }

    /** Returns an array with a number of axes, in the width of the file. */
    Tensor tensor(String key, int axes, String shape) throws MalformedRecordException {
        return tensor(key, present(key), axes, shape);
    }

    @Nullable
    Tensor optionalTensor(String key, int axes, String shape) throws MalformedRecordException {
        return has(key) ? tensor(key, axes, shape) : null;
    }

    /** Returns a pair (height, width) from a tuple, a list or an array. */
    @Nullable
    ImageShape optionalImageShape(String key) throws MalformedRecordException {
        Object value = dict.get(key);
        if (value == null) {
            return null;
        }
        List<?> sizes = List.of();
        if (value instanceof Object[] tuple) {
            sizes = Arrays.asList(tuple);
        } else if (value instanceof List<?> list) {
            sizes = list;
        } else if (value instanceof NumpyArray array && array.integral() && array.shape().length == 1) {
            sizes = integers(key, array);
        }
        if (sizes.size() != 2) {
            throw mismatch(key, "(height, width)");
        }
        return new ImageShape(integer(key, sizes.get(0)), integer(key, sizes.get(1)));
    }

    static Tensor tensor(String key, @Nullable Object value, int axes, String shape) throws MalformedRecordException {
        if (!(value instanceof NumpyArray array) || array.shape().length != axes || !array.floating()) {
            throw new MalformedRecordException(
                    key,
                    Description.of(value),
                    "an array " + shape + " of float16, float32 or float64"
                            + (Description.of(value).contains("torch.") ? "; write tensor.numpy() for a tensor" : ""));
        }
        try {
            return array.tensor();
        } catch (IllegalArgumentException damaged) {
            throw new MalformedRecordException(
                    key, String.valueOf(damaged.getMessage()), "as many values as the product of the shape");
        }
    }

    private static int integer(String key, @Nullable Object value) throws MalformedRecordException {
        Object single = value;
        if (value instanceof NumpyArray array && array.integral()) {
            List<Long> values = integers(key, array);
            single = values.size() == 1 ? values.get(0) : value;
        }
        if (single instanceof Integer integer) {
            return integer;
        }
        if (single instanceof Long number && number.intValue() == number) {
            return number.intValue();
        }
        throw new MalformedRecordException(key, Description.of(value), "an integer");
    }

    private static List<Long> integers(String key, NumpyArray array) throws MalformedRecordException {
        try {
            return Arrays.stream(array.integers().values()).boxed().toList();
        } catch (IllegalArgumentException damaged) {
            throw new MalformedRecordException(key, String.valueOf(damaged.getMessage()), "integers");
        }
    }

    private @Nullable Object present(String key) throws MalformedRecordException {
        if (!dict.containsKey(key)) {
            throw new MalformedRecordException(key, "missing", "the key " + key);
        }
        return dict.get(key);
    }

    private MalformedRecordException mismatch(String key, String expected) {
        return new MalformedRecordException(key, Description.of(dict.get(key)), expected);
    }
}
