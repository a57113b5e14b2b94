package io.skelspark.config;

import io.skelspark.data.SkeletonSource;
import io.skelspark.data.source.JhmdbPickle;
import io.skelspark.data.source.JsonLines;
import io.skelspark.data.source.NwUclaJson;
import io.skelspark.data.source.PysklPickle;
import io.skelspark.data.source.UtdMhadMat;
import java.util.List;

/** Sources of annotations by their type: a new format is one class and one line here. */
final class Sources {
    private Sources() {}

    static SkeletonSource read(Settings settings, List<String> classNames) {
        String type = settings.text("type");
        String path = settings.text("path");
        return switch (type) {
            case "PysklPickle" -> new PysklPickle(path);
            case "JhmdbPickle" -> new JhmdbPickle(path, settings.integer("split"), classNames);
            case "NwUclaJson" -> new NwUclaJson(path, settings.integers("train-views"));
            case "UtdMhadMat" -> new UtdMhadMat(path);
            case "JsonLines" -> new JsonLines(List.of(path), classNames, settings.integer("max-line-bytes"));
            default ->
                throw new ConfigError(settings.name("type") + " = " + type
                        + ", expected PysklPickle, JhmdbPickle, NwUclaJson, UtdMhadMat or JsonLines");
        };
    }
}
