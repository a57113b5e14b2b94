package io.skelspark.config;

import io.skelspark.skeleton.Layout;
import io.skelspark.transform.Pipeline;
import java.io.Serializable;

/**
 * The transforms between a prepared sample and the network.
 *
 * @param train draws a random view
 * @param val draws one view
 * @param test draws several views
 */
public record Pipelines(Pipeline train, Pipeline val, Pipeline test) implements Serializable {
    static Pipelines read(Settings settings, Layout layout) {
        settings.sections("augment");
        Settings pipeline = settings.section("pipeline");
        if (pipeline.has("parts")) {
            // only the pipelines use them
            pipeline.listsOfSections("parts");
        }
        return new Pipelines(
                Transforms.read(pipeline, "train", layout),
                Transforms.read(pipeline, "val", layout),
                Transforms.read(pipeline, "test", layout));
    }
}
