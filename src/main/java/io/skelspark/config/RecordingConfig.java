package io.skelspark.config;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.JointMap;
import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.Layout;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.recording.ClassIndex;
import io.skelspark.source.recording.ClipMaker;
import io.skelspark.source.recording.Coordinates;
import io.skelspark.source.recording.Coordinates.SignedAxis;
import io.skelspark.source.recording.FolderLabels;
import io.skelspark.source.recording.FrameCheck;
import io.skelspark.source.recording.LabelTable;
import io.skelspark.source.recording.Labels;
import io.skelspark.source.recording.NameLabels;
import io.skelspark.source.recording.NoLabels;
import io.skelspark.source.recording.RecordingSource;
import io.skelspark.source.recording.TrackTensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of a source of recordings, whatever their format. */
final class RecordingConfig {
    private static final Map<String, Optional<Unit>> UNITS = units();
    private static final Map<String, SignedAxis> AXES = axes();

    private static final String NO_MAP = "none";

    /** Where labels come from. */
    private enum LabelPlace implements Keyed {
        FOLDER,
        NAME,
        TABLE,
        NONE
    }

    private RecordingConfig() {}

    /**
     * Reads a source.
     *
     * @param type name of the format
     * @param persons most people of a clip
     */
    static SkeletonSource read(String type, Settings settings, Layout layout, int persons, List<String> classNames) {
        Settings labels = settings.section("labels");
        JointMap map = map(settings, layout);
        ClipMaker clips = new ClipMaker(
                new FrameCheck(map == null ? layout : map.from()),
                new Coordinates(unit(settings), image(settings), axes(settings)),
                PeopleConfig.read(settings, persons),
                new TrackTensors(settings.flag("scores"), map),
                new ClassIndex(classNames, labels.integer("first-label", Range.between(0, 1_000_000))),
                PeopleConfig.onePersonClips(settings));
        return new RecordingSource(
                PoseFormats.read(type, settings), settings.name("path"), labels(labels, classNames), clips);
    }

    private static @Nullable JointMap map(Settings settings, Layout layout) {
        if (NO_MAP.equals(settings.value("map").unwrapped())) {
            return null;
        }
        JointMap map = JointMapConfig.read(settings, "map");
        if (!map.to().equals(layout)) {
            throw new ConfigError(settings.quoted("map") + " makes joints of layout "
                    + map.to().name() + ", expected those of dataset.layout, " + layout.name());
        }
        return map;
    }

    private static @Nullable Unit unit(Settings settings) {
        return settings.known("unit", UNITS).orElse(null);
    }

    private static @Nullable ImageShape image(Settings settings) {
        List<Integer> image = settings.integers("image", Range.between(0, 2), Range.upTo(100_000));
        settings.require("image", image, image.size() != 1, "[height, width], or [] if it is not known");
        return image.isEmpty() ? null : new ImageShape(image.get(0), image.get(1));
    }

    private static List<SignedAxis> axes(Settings settings) {
        return settings.words("axes", Range.between(0, 3), AXES.keySet()).stream()
                .map(AXES::get)
                .toList();
    }

    private static Labels labels(Settings settings, List<String> classNames) {
        LabelPlace from = settings.choice("from", LabelPlace.class);
        String split = settings.name("split");
        String pattern = settings.text("pattern");
        String table = settings.text("table");
        double seconds = settings.number("seconds", Range.between(0, 10_000));
        int first = settings.integer("first-frame", Range.between(0, 1_000_000));
        return switch (from) {
            case FOLDER -> new FolderLabels(classNames, split);
            case NAME -> named(settings, pattern, split);
            case TABLE -> {
                settings.require("table", table, !table.isBlank(), "the path of a table, since labels.from is table");
                yield new LabelTable(table, new LabelTable.FrameCount(seconds == 0 ? 1 : seconds, first), split);
            }
            case NONE -> new NoLabels();
        };
    }

    private static Labels named(Settings settings, String pattern, String split) {
        try {
            return new NameLabels(pattern, split);
        } catch (IllegalArgumentException bad) {
            throw new ConfigError(settings.quoted("pattern") + ": " + bad.getMessage(), bad);
        }
    }

    private static Map<String, Optional<Unit>> units() {
        Map<String, Optional<Unit>> units = new TreeMap<>();
        units.put("file", Optional.empty());
        for (Unit unit : Unit.values()) {
            units.put(unit.key(), Optional.of(unit));
        }
        return units;
    }

    private static Map<String, SignedAxis> axes() {
        Map<String, SignedAxis> axes = new TreeMap<>();
        List<String> names = List.of("x", "y", "z");
        for (int axis = 0; axis < names.size(); axis++) {
            axes.put(names.get(axis), new SignedAxis(axis, 1));
            axes.put("-" + names.get(axis), new SignedAxis(axis, -1));
        }
        return axes;
    }
}
