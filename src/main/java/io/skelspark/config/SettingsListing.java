package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The resolved settings of a file, each value with the place that it comes from. */
public final class SettingsListing {
    /** Text that HOCON takes without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]+([ /][\\w.-]+)*");

    private final List<Setting> settings = new ArrayList<>();

    /**
     * One value.
     *
     * @param key full name
     * @param value as HOCON
     * @param place file and line, or the command line
     */
    public record Setting(String key, String value, String place) {}

    private SettingsListing() {}

    /**
     * Lists the settings of a file and the assignments that override it, in the order of their keys.
     *
     * @param key a section or a setting to list; empty lists everything
     * @throws ConfigError if the file cannot be read, or if it has no such key
     */
    public static List<Setting> of(String file, List<String> overrides, String key) {
        Config config = SettingsFile.resolve(file, overrides);
        SettingsListing listing = new SettingsListing();
        if (key.isEmpty()) {
            listing.add("", config.root());
        } else if (key.matches("[\\w.-]+") && config.hasPath(key)) {
            listing.add(key, config.getValue(key));
        } else {
            throw new ConfigError("--key " + key + " is no setting of " + file + ", expected one of "
                    + config.root().keySet().stream().sorted().collect(Collectors.joining(", "))
                    + " or a key within them");
        }
        return listing.settings;
    }

    private void add(String key, ConfigValue value) {
        if (value instanceof ConfigObject section && !section.isEmpty()) {
            sorted(section)
                    .forEach(entry -> add(
                            (key.isEmpty() ? "" : key + ".") + ConfigUtil.joinPath(entry.getKey()), entry.getValue()));
        } else if (value instanceof ConfigList list
                && list.stream().anyMatch(element -> element.valueType() == ConfigValueType.OBJECT)) {
            for (int i = 0; i < list.size(); i++) {
                settings.add(new Setting(
                        key + "[" + i + "]",
                        text(list.get(i)),
                        Places.of(list.get(i).origin())));
            }
        } else {
            settings.add(new Setting(key, text(value), Places.of(value.origin())));
        }
    }

    private static List<Map.Entry<String, ConfigValue>> sorted(ConfigObject section) {
        return section.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, ConfigValue> entry) ->
                                !entry.getKey().equals("type"))
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    /** Returns a value on one line; the keys of a section are sorted, its type first. */
    static String text(ConfigValue value) {
        if (value instanceof ConfigObject section) {
            return section.isEmpty()
                    ? "{}"
                    : sorted(section).stream()
                            .map(entry -> entry.getKey() + " = " + text(entry.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value instanceof ConfigList list) {
            return list.stream().map(SettingsListing::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.unwrapped() instanceof String text && PLAIN.matcher(text).matches()) {
            return text;
        }
        return value.render();
    }
}
