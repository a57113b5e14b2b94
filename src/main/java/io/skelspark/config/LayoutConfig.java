package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The reader of skeleton layouts from files such as {@code conf/layout/coco.conf}. */
public final class LayoutConfig {
    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "name",
            "joints",
            "center",
            "inward",
            "bones",
            "left-joints",
            "right-joints",
            "limbs",
            "left-limbs",
            "right-limbs"));

    private LayoutConfig() {}

    /**
     * Reads a layout that is part of Skelspark, one in {@code conf/layout} of the working folder, or one from a file.
     *
     * @param nameOrPath a name such as {@code nturgb+d}, or the path of a file that ends in {@code .conf}
     * @throws IllegalArgumentException if there is no such layout, or the file does not describe one
     */
    public static Layout load(String nameOrPath) {
        if (nameOrPath.endsWith(".conf")) {
            File file = new File(nameOrPath);
            if (!file.isFile()) {
                throw new IllegalArgumentException("layout file " + nameOrPath + " is missing");
            }
            SettingsFile.requireSize(file);
            return read(nameOrPath, () -> ConfigFactory.parseFile(file));
        }
        String resource = "conf/layout/" + nameOrPath.replace("+", "") + ".conf";
        ClassLoader loader = Objects.requireNonNull(LayoutConfig.class.getClassLoader());
        if (loader.getResource(resource) == null) {
            File own = new File(resource);
            if (own.isFile()) {
                return read(resource, () -> ConfigFactory.parseFile(own));
            }
            throw new IllegalArgumentException("layout '" + nameOrPath + "' is unknown: " + resource
                    + " is neither on the class path nor in the working folder; expected coco, nturgb+d, openpose,"
                    + " kinect-v1, utd-mhad, jhmdb or the"
                    + " path of a .conf file");
        }
        return read(resource, () -> ConfigFactory.parseResources(loader, resource));
    }

    /**
     * Returns the layout that a resolved configuration describes.
     *
     * @throws IllegalArgumentException if a key is missing, unknown or of the wrong form; names the file and the key
     */
    public static Layout from(Config config) {
        String file = config.origin().description();
        for (String key : config.root().keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "layout " + file + ": unknown key '" + key + "', expected " + String.join(", ", KEYS));
            }
        }
        try {
            return new Layout(
                    value(config, "name", Config::getString),
                    value(config, "joints", Config::getStringList),
                    value(config, "center", Config::getInt),
                    value(config, "inward", LayoutConfig::pairs),
                    value(config, "bones", LayoutConfig::pairs),
                    sides(config, "joints"),
                    value(config, "limbs", LayoutConfig::pairs),
                    sides(config, "limbs"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layout " + file + ": " + e.getMessage(), e);
        }
    }

    private static Layout read(String file, Supplier<Config> parser) {
        Config config;
        try {
            config = parser.get().resolve();
        } catch (ConfigException e) {
            throw new IllegalArgumentException("layout " + file + " cannot be read: " + e.getMessage(), e);
        }
        return from(config);
    }

    private static <T> T value(Config config, String key, BiFunction<Config, String, T> reader) {
        try {
            return reader.apply(config, key);
        } catch (ConfigException.Missing e) {
            throw new IllegalArgumentException("key '" + key + "' is missing", e);
        } catch (ConfigException.WrongType | ConfigException.BadValue e) {
            throw new IllegalArgumentException("key '" + key + "' has another form: " + e.getMessage(), e);
        }
    }

    /** Reads {@code left-NAME} and {@code right-NAME}. */
    private static Sides sides(Config config, String name) {
        return new Sides(
                value(config, "left-" + name, Config::getIntList), value(config, "right-" + name, Config::getIntList));
    }

    private static List<Pair> pairs(Config config, String key) {
        return config.getList(key).stream()
                .map(value -> {
                    if (value.unwrapped() instanceof List<?> pair
                            && pair.size() == 2
                            && pair.get(0) instanceof Integer from
                            && pair.get(1) instanceof Integer to) {
                        return new Pair(from, to);
                    }
                    throw new IllegalArgumentException(
                            "key '" + key + "' holds " + value.unwrapped() + ", expected pairs such as [1, 0]");
                })
                .toList();
    }
}
