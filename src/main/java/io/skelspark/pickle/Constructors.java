package io.skelspark.pickle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import org.jspecify.annotations.Nullable;

/** The list of Python names that a pickle may call, each with a constructor of a Java value. No other name is called. */
final class Constructors {
    private final Map<String, IObjectConstructor> byName;

    private Constructors(Map<String, IObjectConstructor> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Returns the constructors of containers, bytes and NumPy arrays. */
    static Constructors ofArrays() {
        Map<String, IObjectConstructor> byName = new HashMap<>(NumpyConstructors.all());
        byName.put("_codecs.encode", Constructors::encode);
        byName.put("collections.OrderedDict", Constructors::dict);
        for (String module : List.of("builtins.", "__builtin__.")) {
            byName.put(module + "set", arguments -> new LinkedHashSet<>(hashable(items(arguments))));
            byName.put(module + "frozenset", arguments -> new LinkedHashSet<>(hashable(items(arguments))));
            byName.put(module + "list", Constructors::items);
            byName.put(module + "tuple", arguments -> items(arguments).toArray());
            byName.put(module + "dict", Constructors::dict);
            byName.put(module + "bytearray", Constructors::bytes);
            byName.put(module + "bytes", Constructors::bytes);
        }
        return new Constructors(byName);
    }

    /** Returns these constructors and others. */
    Constructors with(Map<String, IObjectConstructor> others) {
        Map<String, IObjectConstructor> all = new HashMap<>(byName);
        all.putAll(others);
        return new Constructors(all);
    }

    /** Returns the constructor of a name, or null if the name is not on the list. */
    @Nullable
    IObjectConstructor find(String module, String name) {
        return byName.get(module + "." + name);
    }

    /**
     * Checks that keys of dicts or members of sets hash in constant time: hashing nested containers could exhaust the
     * stack.
     *
     * @return the keys
     * @throws IllegalArgumentException if one is a container
     */
    static List<Object> hashable(List<Object> keys) {
        keys.forEach(Constructors::checkHashable);
        return keys;
    }

    static void checkHashable(@Nullable Object key) {
        if (key instanceof Collection || key instanceof Map) {
            throw new IllegalArgumentException(
                    "a key or set member is a " + Description.of(key) + ", expected a text, a number or a tuple");
        }
    }

    private static List<Object> items(Object[] arguments) {
        if (arguments.length == 0) {
            return new ArrayList<>();
        }
        if (arguments.length == 1 && arguments[0] instanceof Collection<?> items) {
            return new ArrayList<>(items);
        }
        if (arguments.length == 1 && arguments[0] instanceof Object[] items) {
            return new ArrayList<>(Arrays.asList(items));
        }
        throw new IllegalArgumentException(
                "makes a container of " + arguments.length + " arguments, expected one list or tuple");
    }

    private static Object dict(Object[] arguments) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        for (Object pair : items(arguments)) {
            Object[] keyAndValue = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
            checkHashable(keyAndValue[0]);
            dict.put(keyAndValue[0], keyAndValue[1]);
        }
        return dict;
    }

    private static Object bytes(Object[] arguments) {
        if (arguments.length == 0) {
            return new byte[0];
        }
        return arguments.length == 1 && arguments[0] instanceof byte[] bytes ? bytes : encode(arguments);
    }

    /** Protocol 2 has no opcode for bytes: it stores them as text of the characters 0 to 255. */
    private static Object encode(Object[] arguments) {
        boolean latin1 = arguments.length == 2
                && arguments[0] instanceof String
                && (arguments[1].equals("latin1") || arguments[1].equals("latin-1"));
        if (!latin1) {
            throw new IllegalArgumentException("makes bytes of other arguments than a text and 'latin1'");
        }
        return latin1((String) arguments[0]);
    }

    static byte[] latin1(String text) {
        if (text.chars().anyMatch(character -> character > 0xff)) {
            throw new IllegalArgumentException("makes bytes of a text with a character above 255");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
