package io.skelspark.config;

import io.skelspark.model.cnn.C3D;
import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.model.cnn.VolumeBackbone;
import io.skelspark.model.cnn.X3D;
import io.skelspark.model.cnn.X3DStage;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import java.util.List;
import java.util.stream.Stream;

/** The reader of the 3D convolutional backbones for heat maps. */
final class VolumeConfig {
    /** The types of these backbones. */
    static final List<String> TYPES = List.of("ResNet3dSlowOnly", "C3D", "X3D");

    private VolumeConfig() {}

    /**
     * Reads the backbone.
     *
     * @param root all settings: the size of a view, which some backbones divide, is given outside the section {@code model}
     */
    static VolumeBackbone read(Settings root, Layout layout, Feature feature) {
        Settings settings = root.section("model");
        String type = settings.word("type", TYPES);
        if (!feature.isHeatmap()) {
            throw new ConfigError("feature = " + feature.key() + ", expected keypoint or limb: "
                    + settings.fullName("type") + " = " + type + " takes heat maps");
        }
        int maps = feature == Feature.LIMB ? layout.limbs().size() : layout.size();
        return switch (type) {
            case "C3D" -> c3d(root, settings, maps);
            case "X3D" -> x3d(settings, maps);
            default -> slowOnly(settings, maps);
        };
    }

    private static ResNet3dSlowOnly slowOnly(Settings settings, int maps) {
        List<Settings> stages = stages(settings, "inflate", "spatial-strides", "temporal-strides");
        return new ResNet3dSlowOnly(
                maps,
                width(settings),
                settings.integer("conv1-stride-s", Range.upTo(16)),
                settings.integer("pool1-stride-s", Range.upTo(16)),
                stages.stream()
                        .map(stage -> new SlowOnlyStage(
                                stage.integer("stage-blocks", Range.upTo(100)),
                                stage.flag("inflate") ? SlowOnlyStage.Inflation.FRAMES : SlowOnlyStage.Inflation.NONE,
                                stage.integer("spatial-strides", Range.upTo(16)),
                                stage.integer("temporal-strides", Range.upTo(16))))
                        .toList());
    }

    private static C3D c3d(Settings root, Settings settings, int maps) {
        int stages = settings.integer("num-stages", Range.between(3, 4));
        boolean temporalDownsample = settings.flag("temporal-downsample");
        String halves = ": " + settings.quoted("num-stages") + " halves them %d times";
        for (String side : List.of("train-resolution", "test-resolution")) {
            int least = 1 << stages;
            int found = root.integer(side, Range.upTo(1024));
            root.require(side, found, found >= least, least + " or more" + halves.formatted(stages));
        }
        if (temporalDownsample) {
            int least = 1 << (stages - 1);
            int frames = root.integer("frames", Range.upTo(10_000));
            root.require("frames", frames, frames >= least, least + " or more" + halves.formatted(stages - 1));
        }
        return new C3D(maps, width(settings), stages, temporalDownsample);
    }

    private static X3D x3d(Settings settings, int maps) {
        return new X3D(
                maps,
                width(settings),
                settings.number("gamma-w", Range.above0(8)),
                settings.number("gamma-b", Range.above0(8)),
                settings.number("gamma-d", Range.above0(8)),
                stages(settings, "spatial-strides").stream()
                        .map(stage -> new X3DStage(
                                stage.integer("stage-blocks", Range.upTo(100)),
                                stage.integer("spatial-strides", Range.upTo(16))))
                        .toList());
    }

    private static int width(Settings settings) {
        return settings.integer("base-channels", Range.upTo(4096));
    }

    /** Returns the settings of each stage; there are as many as the list of their blocks has elements. */
    private static List<Settings> stages(Settings settings, String... keys) {
        int count = settings.integers("stage-blocks", Range.upTo(6), Range.upTo(100))
                .size();
        return settings.each(
                count,
                "stages",
                Stream.concat(Stream.of("stage-blocks"), Stream.of(keys)).toList());
    }
}
