package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PrepareSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;

/** The differences between a finished set and the one that settings and source would give. */
final class ManifestDiff {
    private final List<String> lines = new ArrayList<>();

    /** Characters of a text that are shown. */
    private static final int MOST_SHOWN = 200;

    private static final int AROUND = 30;

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
            lines.add(what + ": was " + part(was.toString(), now.toString()) + ", now "
                    + part(now.toString(), was.toString()));
        }
    }

    /** Returns a text, or if it is long the part in which it differs from another one, with some of what is around. */
    private static String part(String text, String other) {
        if (text.length() <= MOST_SHOWN) {
            return text;
        }
        int begin = StringUtils.indexOfDifference(text, other);
        int end = text.length() - StringUtils.indexOfDifference(StringUtils.reverse(text), StringUtils.reverse(other));
        int from = Math.max(0, begin - AROUND);
        int to = Math.min(text.length(), Math.min(Math.max(end, begin), begin + MOST_SHOWN) + AROUND);
        return "..." + text.substring(from, to) + "...";
    }
}
