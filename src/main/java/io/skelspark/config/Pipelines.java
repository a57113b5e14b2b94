package io.skelspark.config;

import io.skelspark.skeleton.Layout;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.Transform;
import java.io.Serializable;

/**
 * The transforms between a prepared sample and the network.
 *
 * @param train draws a random view
 * @param val draws one view
 * @param test draws several views
 */
public record Pipelines(Pipeline train, Pipeline val, Pipeline test) implements Serializable {
    /** @param last the transform that makes the input of the network */
    static Pipelines read(Settings settings, Layout layout, Class<? extends Transform> last) {
        settings.sections("augment");
        Settings pipeline = settings.section("pipeline");
        if (pipeline.has("parts")) {
            // only the pipelines use them
            pipeline.listsOfSections("parts");
        }
        return new Pipelines(
                read(pipeline, "train", layout, last),
                read(pipeline, "val", layout, last),
                read(pipeline, "test", layout, last));
    }

    private static Pipeline read(Settings settings, String key, Layout layout, Class<? extends Transform> last) {
        Pipeline pipeline = Transforms.read(settings, key, layout);
        int count = pipeline.transforms().size();
        return settings.require(
                key,
                pipeline,
                count > 0 && last.isInstance(pipeline.transforms().get(count - 1)),
                "transforms of which the last is " + last.getSimpleName());
    }
}
