package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.skelspark.protocol.Splits;
import io.skelspark.skeleton.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that can change a weight or a score, as texts by key. A key decides unless it is listed here as one that
 * does not, so a new key cannot be forgotten.
 *
 * <p>The texts are stored in checkpoints. They say what a setting means, however it was written: numbers are plain decimals
 * without trailing zeros, keys are sorted, and a layout is its content.
 */
public final class DecidingSettings {
    /** Keys and sections that change neither weights nor scores. */
    private static final List<String> FREE = List.of(
            "name",
            "runs",
            "run-dir",
            "report-dir",
            "features",
            "published",
            "sweep",
            "evaluate.published-metric",
            "evaluate.views-per-batch",
            "train.ranks",
            "train.load-from-source",
            "train.all-reduce",
            "train.device",
            "train.timeout-seconds",
            "train.checkpoint-interval",
            "train.max-restarts",
            "train.log-interval",
            // the prepared set, which is compared by its content
            "dataset.name",
            "dataset.source",
            "dataset.path",
            "dataset.partitions",
            "dataset.splits",
            "dataset.max-rejected",
            "dataset.max-damaged",
            // the layout is compared by its content
            "dataset.layout",
            // the pipelines that are made of them are compared
            "pipeline.parts");

    /**
     * Keys of a later version, each with the value at which a run is as it was before the key existed. At this value it is
     * left out, so that runs of earlier versions resume.
     */
    private static final Map<String, String> LATER = Map.of(
            "train.class-weights", "[]",
            "train.mixup", "0",
            "train.accumulate", "1",
            "train.warmup.epochs", "0",
            "train.ema-decay", "0",
            "train.patience", "0",
            "protocol.type", "Splits",
            "protocol.within", "\"\"",
            "protocol.val.type", "None",
            "evaluate.without-duplicates", "false");

    /** The key that means something only with a warm-up. */
    private static final String WARMUP_START = "train.warmup.start-factor";

    /** Keys that only the protocol of splits reads. */
    private static final List<String> SPLITS =
            List.of("dataset.train-split", "dataset.val-split", "dataset.test-split");

    private static final String LOAD_FROM = "train.load-from";
    private static final String TEST = "pipeline.test";

    private DecidingSettings() {}

    /** Returns the settings that can change a weight or a score. */
    public static SortedMap<String, String> of(RunConfig config) {
        SortedMap<String, String> settings = flat(config.resolved());
        settings.keySet().removeIf(DecidingSettings::isFree);
        settings.entrySet().removeAll(LATER.entrySet());
        if (!settings.containsKey("train.warmup.epochs")) {
            settings.remove(WARMUP_START);
        }
        if (!(config.protocol().test() instanceof Splits)) {
            settings.keySet().removeAll(SPLITS);
        }
        settings.computeIfPresent(LOAD_FROM, (key, file) -> file.replaceFirst(".*/", ""));
        settings.putAll(layout(config.dataset().layout()));
        return settings;
    }

    /** Returns whether a key can change neither a weight nor a score. */
    static boolean isFree(String key) {
        return FREE.stream().anyMatch(free -> key.equals(free) || key.startsWith(free + "."));
    }

    private static SortedMap<String, String> flat(String resolved) {
        Config config = ConfigFactory.parseString(resolved);
        SortedMap<String, String> flat = new TreeMap<>();
        add(flat, "", config.root());
        return flat;
    }

    private static void add(Map<String, String> flat, String key, ConfigValue value) {
        if (value instanceof ConfigObject section && !section.isEmpty()) {
            section.forEach(
                    (name, inner) -> add(flat, (key.isEmpty() ? "" : key + ".") + ConfigUtil.joinPath(name), inner));
        } else if (value instanceof ConfigList list && key.startsWith("pipeline.")) {
            for (int i = 0; i < list.size(); i++) {
                flat.put(key + "[" + i + "]", text(key, list.get(i)));
            }
        } else {
            flat.put(key, text(key, value));
        }
    }

    private static String text(String key, ConfigValue value) {
        // the number of views in the test is the setting test-clips, which tables name
        return SettingsListing.text(canonical(
                value instanceof ConfigObject transform && key.equals(TEST)
                        ? transform.withoutKey("num-clips")
                        : value));
    }

    /** Returns the value with its numbers in one form. An assignment on the command line gives numbers as texts. */
    private static ConfigValue canonical(ConfigValue value) {
        if (value instanceof ConfigObject section) {
            Map<String, ConfigValue> values = new HashMap<>();
            section.forEach((key, inner) -> values.put(key, canonical(inner)));
            return ConfigValueFactory.fromMap(values);
        }
        if (value instanceof ConfigList list) {
            return ConfigValueFactory.fromIterable(
                    list.stream().map(DecidingSettings::canonical).toList());
        }
        String text = value.valueType() == ConfigValueType.NUMBER ? value.render() : String.valueOf(value.unwrapped());
        return PlainNumber.of(text).map(ConfigValueFactory::fromAnyRef).orElse(value);
    }

    private static Map<String, String> layout(Layout layout) {
        return Map.of(
                "dataset.layout.joints", String.join(" ", layout.joints()),
                "dataset.layout.center", Integer.toString(layout.center()),
                "dataset.layout.inward", pairs(layout.inward()),
                "dataset.layout.bones", pairs(layout.bones()),
                "dataset.layout.limbs", pairs(layout.limbs()),
                "dataset.layout.joint-sides", sides(layout.jointSides()),
                "dataset.layout.limb-sides", sides(layout.limbSides()));
    }

    private static String pairs(List<Layout.Pair> pairs) {
        return pairs.stream().map(pair -> pair.from() + "-" + pair.to()).collect(Collectors.joining(" "));
    }

    private static String sides(Layout.Sides sides) {
        return "left " + sides.left() + ", right " + sides.right();
    }
}
