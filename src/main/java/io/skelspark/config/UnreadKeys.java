package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a section that nobody has read. Each is a mistake, with one exception: a section that has a type has keys of
 * its own for each type, and if the command line replaces the type, those of the file's type belong to no other.
 */
final class UnreadKeys {
    private final Config config;
    private final String path;
    private final Collection<String> known;
    private final Map<String, ConfigValue> unread = new TreeMap<>();

    /**
     * Finds the keys that were not read.
     *
     * @param path path of the section, which full names begin with
     * @param known full names of the keys that were read
     */
    UnreadKeys(Config config, String path, Collection<String> known) {
        this.config = config;
        this.path = path;
        this.known = known;
        config.entrySet().stream()
                .filter(entry -> !known.contains(path + Settings.plain(entry.getKey())))
                .forEach(entry -> unread.put(entry.getKey(), entry.getValue()));
    }

    /** Returns the section without the keys of a type that the command line has replaced. */
    Config dropped() {
        Config rest = config;
        for (String key : unread.keySet()) {
            rest = isReplaced(key) ? rest.withoutPath(key) : rest;
        }
        return rest;
    }

    /**
     * Checks that there are no others.
     *
     * @throws ConfigError if there are, with their places and what they may have been meant to be
     */
    void reject() {
        String mistakes = unread.keySet().stream()
                .filter(key -> !isReplaced(key))
                .map(key -> name(key) + " (" + place(key) + ")" + guess(key))
                .collect(Collectors.joining(", "));
        if (!mistakes.isEmpty()) {
            throw new ConfigError("unknown setting " + mistakes
                    + ": a typo? All keys are listed in conf/base/; print the settings in use with: skelspark config"
                    + " CONFIG");
        }
    }

    private String guess(String key) {
        Optional<String> near = Spelling.nearest(name(key), known);
        return near.isPresent()
                ? " (did you mean " + near.get() + "?)"
                : typeOf(key)
                        .filter(type -> !Objects.equals(file(type), file(key)))
                        .map(type -> " (no key of " + name(type) + " = "
                                + config.getValue(type).unwrapped() + " (" + place(type)
                                + "); to replace a section, assign null to it first)")
                        .orElse("");
    }

    private boolean isReplaced(String key) {
        return typeOf(key).filter(type -> isAssigned(type) && !isAssigned(key)).isPresent();
    }

    private boolean isAssigned(String key) {
        return place(key).equals(SettingsFile.COMMAND_LINE);
    }

    /** Returns the key {@code type} of the innermost section around a key that has one. */
    private Optional<String> typeOf(String key) {
        List<String> names = ConfigUtil.splitPath(key);
        return IntStream.iterate(names.size() - 1, length -> length > 0, length -> length - 1)
                .mapToObj(length -> ConfigUtil.joinPath(names.subList(0, length)) + ".type")
                .filter(config::hasPath)
                .findFirst();
    }

    private String place(String key) {
        return Places.of(config.getValue(key).origin());
    }

    private @Nullable String file(String key) {
        return config.getValue(key).origin().filename();
    }

    private String name(String key) {
        return path + Settings.plain(key);
    }
}
