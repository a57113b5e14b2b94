package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.skelspark.skeleton.Keyed;
import io.skelspark.storage.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A section of the resolved settings. Every setting is read and checked here, by one call that says what is expected: a
 * key, its type, its range. An error gives the key, the file and line, the value, and what was expected.
 *
 * <p>The section remembers what was expected of each key, so that an unknown key can be reported and the documentation
 * of the settings can be checked. There are no default values here: each default is in a file.
 */
final class Settings {
    /** Characters of a value in a message. */
    private static final int LONGEST_VALUE = 80;

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

    /** Returns a text of one line, which may be empty. */
    String text(String key) {
        return text(key, "a text of one line", text -> true);
    }

    /** Returns a text of one line with at least one character that is no space: a name or a path. */
    String name(String key) {
        return text(key, "a text of one line, not empty", text -> !text.isBlank());
    }

    private String text(String key, String expectation, Predicate<String> fits) {
        String text = read(key, expectation, Config::getString);
        return require(key, text, fits.test(text) && text.chars().noneMatch(Character::isISOControl), expectation);
    }

    int integer(String key, Range range) {
        String expectation = "an integer, " + range;
        double number = inRange(key, expectation, range);
        return require(key, (int) number, number == (int) number, expectation);
    }

    /** Returns an integer that is a power of two. */
    int powerOfTwo(String key, Range range) {
        String expectation = "a power of two, " + range;
        double number = inRange(key, expectation, range);
        return require(key, (int) number, number == (int) number && Integer.bitCount((int) number) == 1, expectation);
    }

    /** Returns an integer of any sign. */
    long integer(String key) {
        String expectation = "an integer, -9223372036854775808 to 9223372036854775807";
        String text = read(key, expectation, Config::getString);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(key, expectation);
        }
    }

    double number(String key, Range range) {
        return inRange(key, "a number, " + range, range);
    }

    private double inRange(String key, String expectation, Range range) {
        double number = read(key, expectation, Config::getDouble);
        return require(key, number, range.holds(number), expectation);
    }

    boolean flag(String key) {
        return read(key, "true or false", Config::getBoolean);
    }

    /** Returns a list of one or more names, no two of them equal. */
    List<String> names(String key) {
        String expectation = "a list of different texts, none empty, at least one";
        List<String> texts = List.copyOf(read(key, expectation, Config::getStringList));
        boolean fits = !texts.isEmpty()
                && Set.copyOf(texts).size() == texts.size()
                && texts.stream()
                        .noneMatch(text -> text.isBlank() || text.chars().anyMatch(Character::isISOControl));
        return require(key, texts, fits, expectation);
    }

    /**
     * Returns a list of integers, each within a range.
     *
     * @param size how many there may be
     */
    List<Integer> integers(String key, Range size, Range range) {
        String expectation = "a list of " + size + " integers, each " + range;
        List<Double> numbers = read(key, expectation, Config::getDoubleList);
        boolean fit = size.holds(numbers.size())
                && numbers.stream().allMatch(number -> range.holds(number) && number == number.intValue());
        return require(key, numbers, fit, expectation).stream()
                .map(Double::intValue)
                .toList();
    }

    /** Returns two numbers; a single number stands for both. */
    List<Double> pair(String key, Range range) {
        List<Double> pair = numbers(key, Range.between(2, 2), range);
        return pair.size() == 1 ? Collections.nCopies(2, pair.get(0)) : pair;
    }

    /**
     * Returns a list of numbers, each within a range, or the only one if a single number stands in its place.
     *
     * @param size how many a list may have
     */
    List<Double> numbers(String key, Range size, Range range) {
        String expectation = "one number or a list of " + size + ", each " + range;
        boolean one = !(read(key, expectation, Config::getValue) instanceof ConfigList);
        List<Double> numbers = one
                ? List.of(read(key, expectation, Config::getDouble))
                : List.copyOf(read(key, expectation, Config::getDoubleList));
        return require(
                key,
                numbers,
                (one || size.holds(numbers.size())) && numbers.stream().allMatch(range::holds),
                expectation);
    }

    /** Returns the constant of an enum by its key, in upper or lower case. */
    <E extends Enum<E> & Keyed> E choice(String key, Class<E> type) {
        String expectation = "one of " + String.join(", ", keys(type));
        String text = read(key, expectation, Config::getString);
        return constant(text, type).orElseThrow(() -> misspelt(key, expectation, text, keys(type)));
    }

    /** Returns the constants of an enum whose keys a list names, in the order of the list, none twice. */
    <E extends Enum<E> & Keyed> List<E> choices(String key, Class<E> type) {
        String expectation = "a list, at least one of " + String.join(", ", keys(type)) + ", none twice";
        List<E> choices = read(key, expectation, Config::getStringList).stream()
                .map(text -> constant(text, type).orElseThrow(() -> misspelt(key, expectation, text, keys(type))))
                .toList();
        boolean fit = !choices.isEmpty() && Set.copyOf(choices).size() == choices.size();
        return require(key, choices, fit, expectation);
    }

    private static <E extends Enum<E> & Keyed> List<String> keys(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Keyed::key).toList();
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
            throw misspelt(key, expectation, text, words);
        }
        return text;
    }

    /**
     * Returns a list of words.
     *
     * @param size how many there may be
     */
    List<String> words(String key, Range size, Collection<String> words) {
        String expectation = "a list of " + size + ", each one of " + String.join(", ", words);
        List<String> list = List.copyOf(read(key, expectation, Config::getStringList));
        return require(key, list, size.holds(list.size()) && words.containsAll(list), expectation);
    }

    /** Returns the value that a map has for a word, in upper or lower case. The words of the map are in lower case. */
    <T> T known(String key, Map<String, T> values) {
        String expectation = "one of " + String.join(", ", values.keySet());
        String text = read(key, expectation, Config::getString);
        T value = values.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw misspelt(key, expectation, text, values.keySet());
        }
        return value;
    }

    Settings section(String key) {
        return new Settings(read(key, "a section", Config::getConfig), fullName(key) + ".", expected);
    }

    /** Returns a list of sections, which may be empty. The caller must read each as a whole. */
    List<Settings> sections(String key) {
        List<Settings> sections = new ArrayList<>();
        for (Config element : read(key, "a list of sections", (from, name) -> from.getConfigList(name))) {
            sections.add(new Settings(element, fullName(key) + "[" + sections.size() + "].", expected));
        }
        return sections;
    }

    /** Reads lists of sections under free names. */
    void listsOfSections(String key) {
        Settings section = section(key);
        section.config.root().keySet().forEach(name -> section.sections(ConfigUtil.quoteString(name)));
    }

    /** Returns the values of a section of free keys, by the path of each below it, sorted; lists are values. */
    SortedMap<String, ConfigValue> free(String key) {
        Settings section = section(key);
        SortedMap<String, ConfigValue> values = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> entry : section.config.entrySet()) {
            values.put(entry.getKey(), section.value(entry.getKey()));
        }
        return values;
    }

    /** Returns the sections under free names, in no order. */
    Map<String, Settings> named(String key) {
        Map<String, Settings> sections = new LinkedHashMap<>();
        Settings section = section(key);
        for (String name : section.config.root().keySet()) {
            sections.put(name, section.section(ConfigUtil.quoteString(name)));
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
                    throw new ConfigError(fullName(key) + " (" + origin(key) + ") has " + list.size()
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
        expected.put(fullName(key), "a section of numbers, each " + range);
        return numbers;
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
        new UnreadKeys(config, path, expected.keySet()).reject();
    }

    /** Returns the settings without the keys of a type that the command line has replaced. */
    Config used() {
        return new UnreadKeys(config, path, expected.keySet()).dropped();
    }

    /** Returns the file and line of a key, for messages. */
    String origin(String key) {
        return Places.of(config.getValue(key).origin());
    }

    /** Returns a value if it fits; the expectation may be narrower than the one that the value was read with. */
    <T> T require(String key, T value, boolean fits, String expectation) {
        if (!fits) {
            throw wrong(key, expectation);
        }
        return value;
    }

    /** Returns a key with its value and place, for messages about another key. */
    String quoted(String key) {
        return fullName(key) + " = " + found(key) + " (" + origin(key) + ")";
    }

    /** Returns the full name of a key of this section. */
    String fullName(String key) {
        return path + plain(key);
    }

    /** Returns the error for a value that is not what was expected. */
    ConfigError wrong(String key, String expectation) {
        return new ConfigError(fullName(key) + " (" + origin(key) + ") is " + found(key) + ", expected " + expectation);
    }

    /** Returns the error for a word that is none of those known, with the one that it resembles. */
    private ConfigError misspelt(String key, String expectation, String word, Collection<String> known) {
        return wrong(key, expectation + Spelling.question(word, known));
    }

    /** Returns the value as text, of a long one the start. */
    private String found(String key) {
        ConfigValue value = config.getValue(key);
        String rendered =
                PlainText.line(value.render(ConfigRenderOptions.concise()).replace("\"", ""));
        String text = rendered.length() <= LONGEST_VALUE ? rendered : rendered.substring(0, LONGEST_VALUE) + "...";
        return value.valueType() == ConfigValueType.STRING && !text.matches("-?[0-9.]+") ? "'" + text + "'" : text;
    }

    /** Returns the question whether a key that is there was meant to be a missing one. */
    private String meant(String missing) {
        List<String> unread = config.root().keySet().stream()
                .filter(key -> !expected.containsKey(path + key))
                .toList();
        return Spelling.nearest(missing, unread)
                .map(near -> "; is that what " + quoted(ConfigUtil.quoteString(near)) + " was meant to be?")
                .orElse("");
    }

    /** Returns a key as messages show it: without quotes, and on one line. */
    static String plain(String key) {
        return PlainText.line(String.join(".", ConfigUtil.splitPath(key)));
    }

    /** Reads a value: every value is read here. The first expectation is remembered, unless it was "any value". */
    private <T> T read(String key, String expectation, BiFunction<Config, String, T> reader) {
        expected.merge(fullName(key), expectation, (first, now) -> first.equals("any value") ? now : first);
        try {
            return reader.apply(config, key);
        } catch (ConfigException.Missing e) {
            throw new ConfigError(
                    "the setting " + fullName(key) + " is missing, expected " + expectation
                            + ": add it to the file or to the command line" + meant(key),
                    e);
        } catch (ConfigException.WrongType | ConfigException.BadValue e) {
            ConfigError wrong = wrong(key, expectation);
            wrong.initCause(e);
            throw wrong;
        } catch (ConfigException e) {
            throw new ConfigError(fullName(key) + ": " + e.getMessage(), e);
        }
    }
}
