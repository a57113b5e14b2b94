package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.skelspark.skeleton.Keyed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A section of the settings that remembers which of its keys were read, so that a key nobody reads can be reported.
 * There are no fallback values here: every default stands in a file.
 */
final class Settings {
    private final Config config;
    private final String path;
    private final Set<String> used;

    /** The whole of a resolved configuration. */
    Settings(Config config) {
        this(config, "", new TreeSet<>());
    }

    private Settings(Config config, String path, Set<String> used) {
        this.config = config;
        this.path = path;
        this.used = used;
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    String text(String key) {
        return read(key, Config::getString);
    }

    int integer(String key) {
        return read(key, Config::getInt);
    }

    long whole(String key) {
        return read(key, Config::getLong);
    }

    double number(String key) {
        return read(key, Config::getDouble);
    }

    boolean flag(String key) {
        return read(key, Config::getBoolean);
    }

    List<String> texts(String key) {
        return List.copyOf(read(key, Config::getStringList));
    }

    List<Integer> integers(String key) {
        return List.copyOf(read(key, Config::getIntList));
    }

    /** One number, or a list of two; one number stands for both. */
    List<Double> pair(String key) {
        if (!(value(key) instanceof ConfigList)) {
            double number = number(key);
            return List.of(number, number);
        }
        List<Double> pair = List.copyOf(read(key, Config::getDoubleList));
        if (pair.size() != 2) {
            throw new ConfigError(name(key) + " (" + origin(key) + ") = " + pair + ", expected one number or two");
        }
        return pair;
    }

    /** A value that another type parses; its complaint is given with the key and the place. */
    <T> T parsed(String key, Function<String, T> parser) {
        String text = text(key);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigError(name(key) + " (" + origin(key) + "): " + e.getMessage(), e);
        }
    }

    /** Returns the constant of an enum whose key stands there, in upper or lower case. */
    <E extends Enum<E> & Keyed> E choice(String key, Class<E> type) {
        return choice(key, text(key), type);
    }

    /** Returns the constants of an enum whose keys stand in a list there. */
    <E extends Enum<E> & Keyed> List<E> choices(String key, Class<E> type) {
        return texts(key).stream().map(text -> choice(key, text, type)).toList();
    }

    private <E extends Enum<E> & Keyed> E choice(String key, String text, Class<E> type) {
        try {
            return Keyed.of(type, name(key) + " (" + origin(key) + ")", text);
        } catch (IllegalArgumentException unknown) {
            throw new ConfigError(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    /** Returns what stands under the value of a key, in any case, among values with names in lower case. */
    <T> T known(String key, Map<String, T> values) {
        String text = text(key);
        T value = values.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new ConfigError(name(key) + " (" + origin(key) + ") is '" + text + "', expected one of "
                    + String.join(", ", values.keySet()));
        }
        return value;
    }

    Settings section(String key) {
        return new Settings(read(key, Config::getConfig), name(key) + ".", used);
    }

    /** A list of sections; each must be read as a whole by the caller. */
    List<Settings> sections(String key) {
        List<Settings> sections = new ArrayList<>();
        for (Config element : read(key, (from, name) -> from.getConfigList(name))) {
            sections.add(new Settings(element, name(key) + "[" + sections.size() + "].", used));
        }
        return sections;
    }

    /**
     * This section once for each of some parts: where one of the keys holds a list, each part is given its element.
     *
     * @param what the parts are, for messages
     */
    List<Settings> each(int count, String what, List<String> keys) {
        List<Config> parts = new ArrayList<>(Collections.nCopies(count, config));
        for (String key : keys) {
            if (value(key) instanceof ConfigList list) {
                if (list.size() != count) {
                    throw new ConfigError(name(key) + " (" + origin(key) + ") has " + list.size()
                            + " values, expected one for all " + what + " or one for each of the " + count);
                }
                for (int i = 0; i < count; i++) {
                    parts.set(i, parts.get(i).withValue(key, list.get(i)));
                }
            }
        }
        return parts.stream().map(part -> new Settings(part, path, used)).toList();
    }

    /** A section of numbers under free names, in no order. */
    Map<String, Double> numbers(String key) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Settings section = section(key);
        for (String name : section.config.root().keySet()) {
            numbers.put(name, section.number(ConfigUtil.quoteString(name)));
        }
        return numbers;
    }

    /** Names of the entries of a section, in no order. */
    List<String> names(String key) {
        return List.copyOf(section(key).config.root().keySet());
    }

    /** The value as it stands in the file, whatever it is. */
    ConfigValue value(String key) {
        return read(key, Config::getValue);
    }

    /** @throws ConfigError if this section holds a key that was never read, naming it and where it stands */
    void rejectUnread() {
        List<String> unread = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            String key = path + plain(entry.getKey());
            if (!used.contains(key)) {
                unread.add(key + " (" + entry.getValue().origin().description() + ")");
            }
        }
        if (!unread.isEmpty()) {
            throw new ConfigError("no part of Skelspark reads " + String.join(", ", unread)
                    + ": is the key misspelt? The base files in conf/ hold every key");
        }
    }

    /** Where a key stands, for messages. */
    String origin(String key) {
        return config.getValue(key).origin().description();
    }

    /** The full name of a key of this section. */
    String name(String key) {
        return path + plain(key);
    }

    private static String plain(String key) {
        return String.join(".", ConfigUtil.splitPath(key));
    }

    private <T> T read(String key, BiFunction<Config, String, T> reader) {
        used.add(name(key));
        try {
            return reader.apply(config, key);
        } catch (ConfigException.Missing e) {
            throw new ConfigError(
                    "the setting " + name(key) + " is missing: add it to the file or the command line", e);
        } catch (ConfigException e) {
            throw new ConfigError(name(key) + ": " + e.getMessage(), e);
        }
    }
}
