package io.skelspark.config;

import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import java.util.List;

/** The 3D convolutional backbone of heat maps. */
final class SlowOnlyConfig {
    private SlowOnlyConfig() {}

    static ResNet3dSlowOnly read(Settings settings, Layout layout, Feature feature) {
        if (!feature.isHeatmap()) {
            throw new ConfigError("feature = " + feature.key() + ", expected keypoint or limb: " + settings.name("type")
                    + " = ResNet3dSlowOnly takes heat maps");
        }
        List<Settings> stages = settings.each(
                settings.integers("stage-blocks").size(),
                "stages",
                List.of("stage-blocks", "inflate", "spatial-strides", "temporal-strides"));
        return new ResNet3dSlowOnly(
                feature == Feature.LIMB ? layout.limbs().size() : layout.size(),
                settings.integer("base-channels"),
                settings.integer("conv1-stride-s"),
                settings.integer("pool1-stride-s"),
                stages.stream()
                        .map(stage -> new SlowOnlyStage(
                                stage.integer("stage-blocks"),
                                stage.flag("inflate") ? SlowOnlyStage.Inflation.FRAMES : SlowOnlyStage.Inflation.NONE,
                                stage.integer("spatial-strides"),
                                stage.integer("temporal-strides")))
                        .toList());
    }
}
