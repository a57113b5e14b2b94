package io.skelspark.config;

import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import java.util.List;

/** The reader of the 3D convolutional backbone for heat maps. */
final class SlowOnlyConfig {
    private SlowOnlyConfig() {}

    static ResNet3dSlowOnly read(Settings settings, Layout layout, Feature feature) {
        if (!feature.isHeatmap()) {
            throw new ConfigError("feature = " + feature.key() + ", expected keypoint or limb: "
                    + settings.fullName("type") + " = ResNet3dSlowOnly takes heat maps");
        }
        List<Settings> stages = settings.each(
                settings.integers("stage-blocks", Range.upTo(6), Range.upTo(100))
                        .size(),
                "stages",
                List.of("stage-blocks", "inflate", "spatial-strides", "temporal-strides"));
        return new ResNet3dSlowOnly(
                feature == Feature.LIMB ? layout.limbs().size() : layout.size(),
                settings.integer("base-channels", Range.upTo(4096)),
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
}
