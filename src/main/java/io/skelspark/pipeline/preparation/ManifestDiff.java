package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PrepareSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The differences between a finished set and the one that settings and source would give. */
final class ManifestDiff {
    private final List<String> lines = new ArrayList<>();

    private ManifestDiff() {}

    /** Returns one line for each difference; none if the set is up to date. */
    static List<String> between(Manifest finished, PrepareSettings settings, Manifest.SourceSummary source) {
        ManifestDiff differences = new ManifestDiff();
        differences.add("name", finished.contents().name(), settings.name());
        differences.add("layout", finished.contents().layout(), settings.rules().layout());
        differences.add(
                "dimensions", finished.contents().dimensions(), settings.rules().dimensions());
        differences.add("classes", finished.classNames(), settings.rules().classNames());
        differences.add("splits", finished.splitNames(), settings.rules().splits());
        differences.add("source", finished.origin().source(), source);
        TreeSet<String> keys = new TreeSet<>(finished.origin().settings().keySet());
        keys.addAll(settings.text().keySet());
        for (String key : keys) {
            differences.add(
                    key,
                    finished.origin().settings().getOrDefault(key, "not set"),
                    settings.text().getOrDefault(key, "not set"));
        }
        return differences.lines;
    }

    private void add(String what, Object was, Object now) {
        if (!was.equals(now)) {
            lines.add(what + ": was " + was + ", now " + now);
        }
    }
}
