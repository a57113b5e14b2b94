package io.skelspark.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.skelspark.skeleton.JointMap;
import io.skelspark.skeleton.Layout;
import java.util.List;
import java.util.stream.Stream;

/** The reader of maps between layouts: sections of settings, and files such as {@code conf/map/coco-openpose.conf}. */
public final class JointMapConfig {
    /** By the layout that they make; a name joins the names of the two layouts. */
    private static final NamedFiles FILES = new NamedFiles(
            "map",
            List.of(
                    "openpose-coco",
                    "body25-coco",
                    "halpe26-coco",
                    "wholebody-133-coco",
                    "mediapipe-pose-coco",
                    "coco-openpose",
                    "body25-openpose",
                    "halpe26-body25",
                    "wholebody-133-body25",
                    "wholebody-133-wholebody-27",
                    "coco-h36m",
                    "halpe26-h36m",
                    "azure-kinect-nturgb+d",
                    "kinect-v1-nturgb+d",
                    "mediapipe-pose-nturgb+d",
                    "body25-nturgb+d",
                    "mpi-inf-3dhp-28-mpi-inf-3dhp-17"));

    private static final Range FACTOR = Range.between(-1_000_000, 1_000_000);

    private JointMapConfig() {}

    /** Returns the names of the maps that are part of Skelspark. */
    public static List<String> names() {
        return FILES.shipped();
    }

    /**
     * Reads a map that is part of Skelspark, one in {@code conf/map} of the working folder, or one from a file.
     *
     * @param nameOrPath a name such as {@code coco-openpose}, or the path of a file that ends in {@code .conf}
     * @throws IllegalArgumentException if there is no such map, or the file does not describe one
     */
    public static JointMap load(String nameOrPath) {
        Settings settings = new Settings(FILES.read(nameOrPath));
        JointMap map = from(settings);
        settings.rejectUnread();
        return map;
    }

    /**
     * Reads a map from settings: the name of one, the path of a file, or a section.
     *
     * @throws ConfigError if there is no such map, or the section does not describe one; names the place
     */
    static JointMap read(Settings settings, String key) {
        if (settings.value(key).valueType() == ConfigValueType.OBJECT) {
            return from(settings.section(key));
        }
        String name = settings.name(key);
        try {
            return load(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigError(settings.quoted(key) + ": " + e.getMessage(), e);
        }
    }

    private static JointMap from(Settings settings) {
        Layout from = LayoutConfig.read(settings, "from");
        Layout to = LayoutConfig.read(settings, "to");
        String expectation = "a list of joints of " + from.name()
                + ", by name or index, or lists of them: one for each of the " + to.size() + " joints of " + to.name();
        if (!(settings.value("joints") instanceof ConfigList joints)) {
            throw settings.wrong("joints", expectation);
        }
        List<List<Integer>> sources =
                joints.stream().map(value -> sources(settings, from, value)).toList();
        settings.require("joints", sources, sources.size() == to.size(), expectation + "; it has " + sources.size());
        List<Double> scale = settings.has("scale") ? settings.numbers("scale", Range.between(2, 3), FACTOR) : List.of();
        try {
            return new JointMap(from, to, sources, scale);
        } catch (IllegalArgumentException e) {
            throw new ConfigError(
                    settings.fullName("joints") + " (" + settings.origin("joints") + "): " + e.getMessage(), e);
        }
    }

    /** Returns the sources of one joint: of a list all, of a name or an index the one. */
    private static List<Integer> sources(Settings settings, Layout from, ConfigValue value) {
        Stream<ConfigValue> values = value instanceof ConfigList list ? list.stream() : Stream.of(value);
        return values.map(source -> source(settings, from, source)).toList();
    }

    private static int source(Settings settings, Layout from, ConfigValue value) {
        if (value.unwrapped() instanceof Integer index && index >= 0 && index < from.size()) {
            return index;
        }
        int index = from.joints().indexOf(String.valueOf(value.unwrapped()));
        if (index < 0) {
            String found = String.valueOf(value.unwrapped());
            throw new ConfigError(settings.fullName("joints") + " (" + Places.of(value.origin()) + ") names '" + found
                    + "', expected a joint of layout " + from.name() + ", by its name or an index from 0 to "
                    + (from.size() - 1) + Spelling.question(found, from.joints()));
        }
        return index;
    }
}
