package io.skelspark.skeleton;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An enum whose constants settings, file names and tables call by a key. */
public interface Keyed {
    /** Returns the name of the constant, as every enum does. */
    String name();

    /** Returns the key of the constant; by default its name in lower case. */
    default String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the constant of a key, in upper or lower case.
     *
     * @param what the setting or field that holds the key, for the message
     * @throws IllegalArgumentException if no constant has the key, naming the keys that there are
     */
    static <E extends Enum<E> & Keyed> E of(Class<E> type, String what, String key) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.key().equalsIgnoreCase(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " is '" + key + "', expected one of "
                        + Arrays.stream(constants).map(Keyed::key).collect(Collectors.joining(", "))));
    }
}
