package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.skelspark.skeleton.Keyed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A section of the resolved settings. Every setting is read and checked here, by one call that says what is expected: a
 * key, its type, its range. An error gives the key, the file and line, the value, and what was expected.
 *
 * <p>The section remembers what was expected of each key, so that an unknown key can be reported and the documentation
 * of the settings can be checked. There are no default values here: each default is in a file.
 */
final class Settings {
    private final Config config;
    private final String path;
    private final Map<String, String> expected;

    /** The whole of a resolved configuration. */
    Settings(Config config) {
        this(config, "", new TreeMap<>());
    }

    private Settings(Config config, String path, Map<String, String> expected) {
        this.config = config;
        this.path = path;
        this.expected = expected;
    }

    /** Returns what was expected of each key that was read so far, by its full name. */
    Map<String, String> expected() {
        return Collections.unmodifiableMap(expected);
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    String text(String key) {
        return read(key, "a text", Config::getString);
    }

    int integer(String key, Range range) {
        double number = inRange(key, "an integer, " + range, range);
        if (number != (int) number) {
            throw wrong(key, "an integer, " + range);
        }
        return (int) number;
    }

    /** Returns an integer of any size and sign. */
    long integer(String key) {
        return read(key, "an integer", Config::getLong);
    }

    double number(String key, Range range) {
        return inRange(key, "a number, " + range, range);
    }

    private double inRange(String key, String expectation, Range range) {
        double number = read(key, expectation, Config::getDouble);
        if (!range.holds(number)) {
            throw wrong(key, expectation);
        }
        return number;
    }

    boolean flag(String key) {
        return read(key, "true or false", Config::getBoolean);
    }

    List<String> texts(String key) {
        return List.copyOf(read(key, "a list of texts", Config::getStringList));
    }

    /** Returns a list of integers, each within a range. */
    List<Integer> integers(String key, Range range) {
        String expectation = "a list of integers, each " + range;
        List<Integer> integers = List.copyOf(read(key, expectation, Config::getIntList));
        if (!integers.stream().allMatch(range::holds)) {
            throw wrong(key, expectation);
        }
        return integers;
    }

    /** Returns two numbers; a single number stands for both. */
    List<Double> pair(String key) {
        String expectation = "one number or a list of two";
        if (!(read(key, expectation, Config::getValue) instanceof ConfigList)) {
            double number = read(key, expectation, Config::getDouble);
            return List.of(number, number);
        }
        List<Double> pair = List.copyOf(read(key, expectation, Config::getDoubleList));
        if (pair.size() != 2) {
            throw wrong(key, expectation);
        }
        return pair;
    }

    /** Returns the constant of an enum by its key, in upper or lower case. */
    <E extends Enum<E> & Keyed> E choice(String key, Class<E> type) {
        String expectation = "one of " + keys(type);
        String text = read(key, expectation, Config::getString);
        return constant(text, type).orElseThrow(() -> wrong(key, expectation));
    }

    /** Returns the constants of an enum whose keys a list names, in the order of the list. */
    <E extends Enum<E> & Keyed> List<E> choices(String key, Class<E> type) {
        String expectation = "a list, each one of " + keys(type);
        return read(key, expectation, Config::getStringList).stream()
                .map(text -> constant(text, type).orElseThrow(() -> wrong(key, expectation)))
                .toList();
    }

    private static <E extends Enum<E> & Keyed> String keys(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Keyed::key).collect(Collectors.joining(", "));
    }

    private static <E extends Enum<E> & Keyed> Optional<E> constant(String text, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.key().equalsIgnoreCase(text))
                .findFirst();
    }

    /** Returns a text that must be one of some words. */
    String word(String key, Collection<String> words) {
        String expectation = "one of " + String.join(", ", words);
        String text = read(key, expectation, Config::getString);
        if (!words.contains(text)) {
            throw wrong(key, expectation);
        }
        return text;
    }

    /** Returns the value that a map has for a word, in upper or lower case. The words of the map are in lower case. */
    <T> T known(String key, Map<String, T> values) {
        String expectation = "one of " + String.join(", ", values.keySet());
        T value = values.get(read(key, expectation, Config::getString).toLowerCase(Locale.ROOT));
        if (value == null) {
            throw wrong(key, expectation);
        }
        return value;
    }

    Settings section(String key) {
        return new Settings(read(key, "a section", Config::getConfig), name(key) + ".", expected);
    }

    /** Returns a list of sections. The caller must read each as a whole. */
    List<Settings> sections(String key) {
        List<Settings> sections = new ArrayList<>();
        for (Config element : read(key, "a list of sections", (from, name) -> from.getConfigList(name))) {
            sections.add(new Settings(element, name(key) + "[" + sections.size() + "].", expected));
        }
        return sections;
    }

    /**
     * Returns this section once for each of some parts. If one of the keys holds a list, each part gets its element.
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
        return parts.stream().map(part -> new Settings(part, path, expected)).toList();
    }

    /** Returns a section of numbers under free names, in no order. */
    Map<String, Double> numbers(String key, Range range) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Settings section = section(key);
        for (String name : section.config.root().keySet()) {
            numbers.put(name, section.number(ConfigUtil.quoteString(name), range));
        }
        expected.put(name(key), "a section of numbers, each " + range);
        return numbers;
    }

    /** Returns the names of the entries of a section, in no order. */
    List<String> names(String key) {
        return List.copyOf(section(key).config.root().keySet());
    }

    /** Returns a value as it stands in the file, whatever it is. */
    ConfigValue value(String key) {
        return read(key, "any value", Config::getValue);
    }

    /**
     * Checks that every key of this section was read.
     *
     * @throws ConfigError if one was not, with the key and its place
     */
    void rejectUnread() {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            String key = path + plain(entry.getKey());
            if (!expected.containsKey(key)) {
                unknown.add(key + " (" + Places.of(entry.getValue().origin()) + ")");
            }
        }
        if (!unknown.isEmpty()) {
            throw new ConfigError("unknown setting " + String.join(", ", unknown)
                    + ": a typo? All keys are listed in conf/base/; print the settings in use with: skelspark config"
                    + " CONFIG");
        }
    }

    /** Returns the file and line of a key, for messages. */
    String origin(String key) {
        return Places.of(config.getValue(key).origin());
    }

    /** Returns the full name of a key of this section. */
    String name(String key) {
        return path + plain(key);
    }

    /** Returns the error for a value that is not what was expected. */
    ConfigError wrong(String key, String expectation) {
        ConfigValue value = config.getValue(key);
        String found = value.unwrapped() instanceof String text && !text.matches("-?[0-9.]+")
                ? "'" + text + "'"
                : value.render(ConfigRenderOptions.concise()).replace("\"", "");
        return new ConfigError(name(key) + " (" + origin(key) + ") is " + found + ", expected " + expectation);
    }

    private static String plain(String key) {
        return String.join(".", ConfigUtil.splitPath(key));
    }

    /** Reads a value: every value is read here. The first expectation is remembered, unless it was "any value". */
    private <T> T read(String key, String expectation, BiFunction<Config, String, T> reader) {
        expected.merge(name(key), expectation, (first, now) -> first.equals("any value") ? now : first);
        try {
            return reader.apply(config, key);
        } catch (ConfigException.Missing e) {
            throw new ConfigError(
                    "the setting " + name(key) + " is missing, expected " + expectation
                            + ": add it to the file or to the command line",
                    e);
        } catch (ConfigException.WrongType | ConfigException.BadValue e) {
            ConfigError wrong = wrong(key, expectation);
            wrong.initCause(e);
            throw wrong;
        } catch (ConfigException e) {
            throw new ConfigError(name(key) + ": " + e.getMessage(), e);
        }
    }
}
