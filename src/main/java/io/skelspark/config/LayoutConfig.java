package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import io.skelspark.skeleton.LayoutGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

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

    /** Image estimators, depth cameras and motion capture, annotated sets, hands and animals. */
    private static final NamedFiles FILES = new NamedFiles(
            "layout",
            List.of(
                    "coco",
                    "openpose",
                    "body25",
                    "openpose-mpi15",
                    "halpe26",
                    "halpe136",
                    "wholebody-133",
                    "wholebody-27",
                    "vitpose-25",
                    "mediapipe-pose",
                    "nturgb+d",
                    "kinect-v1",
                    "utd-mhad",
                    "azure-kinect",
                    "h36m",
                    "mpi-inf-3dhp-17",
                    "mpi-inf-3dhp-28",
                    "smpl24",
                    "panoptic19",
                    "mpii",
                    "aic",
                    "crowdpose",
                    "jhmdb",
                    "lsp",
                    "posetrack18",
                    "hand21",
                    "ap10k",
                    "mouse-4"));

    private LayoutConfig() {}

    /** Returns the names of the layouts that are part of Skelspark. */
    public static List<String> names() {
        return FILES.shipped();
    }

    /** Returns the paths of the layouts that lie in {@code conf/layout} of the working folder only, sorted. */
    public static List<String> ownFiles() {
        return FILES.own();
    }

    /**
     * Reads a layout that is part of Skelspark, one in {@code conf/layout} of the working folder, or one from a file.
     *
     * @param nameOrPath a name such as {@code nturgb+d}, or the path of a file that ends in {@code .conf}
     * @throws IllegalArgumentException if there is no such layout, or the file does not describe one
     */
    public static Layout load(String nameOrPath) {
        return from(FILES.read(nameOrPath));
    }

    /**
     * Reads the layout that a setting names, as {@link #load} does.
     *
     * @throws ConfigError if there is no such layout, naming the setting
     */
    static Layout read(Settings settings, String key) {
        String name = settings.name(key);
        try {
            return load(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigError(settings.quoted(key) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the layout that a resolved configuration describes. Bones, limbs and sides that it does not give follow
     * from edges and names, as {@link LayoutGenerator} makes them.
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
            return complete(config);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layout " + file + ": " + e.getMessage(), e);
        }
    }

    private static Layout complete(Config config) {
        Layout edges = new Layout(
                value(config, "name", Config::getString),
                value(config, "joints", Config::getStringList),
                value(config, "center", Config::getInt),
                value(config, "inward", LayoutConfig::pairs),
                List.of(),
                Sides.NONE,
                List.of(),
                Sides.NONE);
        Layout linked = new Layout(
                edges.name(),
                edges.joints(),
                edges.center(),
                edges.inward(),
                optional(config, "bones", LayoutConfig::pairs).orElseGet(() -> LayoutGenerator.bones(edges)),
                sides(config, "joints").orElseGet(() -> LayoutGenerator.jointSides(edges)),
                optional(config, "limbs", LayoutConfig::pairs).orElseGet(() -> LayoutGenerator.limbs(edges)),
                Sides.NONE);
        return linked.withLimbSides(sides(config, "limbs").orElseGet(() -> LayoutGenerator.limbSides(linked)));
    }

    private static <T> Optional<T> optional(Config config, String key, BiFunction<Config, String, T> reader) {
        return config.root().containsKey(key) ? Optional.of(value(config, key, reader)) : Optional.empty();
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

    /** Reads {@code left-NAME} and {@code right-NAME}, if one of them is there. */
    private static Optional<Sides> sides(Config config, String name) {
        String left = "left-" + name;
        String right = "right-" + name;
        if (!config.root().containsKey(left) && !config.root().containsKey(right)) {
            return Optional.empty();
        }
        return Optional.of(
                new Sides(value(config, left, Config::getIntList), value(config, right, Config::getIntList)));
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
