package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.skelspark.protocol.GroupKFold;
import io.skelspark.protocol.Holdout;
import io.skelspark.protocol.KFold;
import io.skelspark.protocol.LeaveOneGroupOut;
import io.skelspark.protocol.Protocol;
import io.skelspark.protocol.Splits;
import io.skelspark.protocol.StratifiedGroupKFold;
import io.skelspark.protocol.StratifiedKFold;
import io.skelspark.protocol.TestRule;
import io.skelspark.protocol.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** The reader of protocols by their type. A new rule is one class and one line here. */
public final class ProtocolConfig {
    private static final List<String> TYPES = List.of(
            "Splits", "Holdout", "KFold", "StratifiedKFold", "GroupKFold", "StratifiedGroupKFold", "LeaveOneGroupOut");

    private static final List<String> VALIDATION_TYPES = List.of("None", "Values", "Share");

    private static final String SECTION = "protocol";

    /** Stands for all values that the other side does not name. */
    private static final String OTHERS = "others";

    private static final Range SEED = Range.between(0, Integer.MAX_VALUE);

    private ProtocolConfig() {}

    static Protocol read(Settings settings, DatasetConfig.Splits splits) {
        Settings protocol = settings.section(SECTION);
        TestRule rule = rule(protocol, splits);
        return new Protocol(rule, within(protocol, rule, splits.names()), validation(protocol.section("val")));
    }

    /**
     * Returns the protocol of a run by the settings that it carries. A run of an earlier version was trained on splits.
     *
     * @param resolved the settings as one text
     */
    public static Protocol ofRun(String resolved) {
        Config config = ConfigFactory.parseString(resolved);
        Settings settings = new Settings(config);
        DatasetConfig.Splits splits = DatasetConfig.Splits.read(settings.section("dataset"));
        return settings.has(SECTION) ? read(settings, splits) : ofSplits(splits);
    }

    private static Protocol ofSplits(DatasetConfig.Splits splits) {
        return new Protocol(splits.rule(), "", new ValidationRule.None());
    }

    private static TestRule rule(Settings protocol, DatasetConfig.Splits splits) {
        String type = protocol.word("type", TYPES);
        return switch (type) {
            case "Splits" -> splits.rule();
            case "Holdout" -> holdout(protocol);
            case "KFold" -> {
                int folds = folds(protocol);
                yield new KFold(folds, fold(protocol, folds), seed(protocol));
            }
            case "StratifiedKFold" -> {
                int folds = folds(protocol);
                yield new StratifiedKFold(folds, fold(protocol, folds), seed(protocol));
            }
            case "GroupKFold" -> {
                int folds = folds(protocol);
                yield new GroupKFold(folds, fold(protocol, folds), protocol.name("group-by"), seed(protocol));
            }
            case "StratifiedGroupKFold" -> {
                int folds = folds(protocol);
                yield new StratifiedGroupKFold(folds, fold(protocol, folds), protocol.name("group-by"), seed(protocol));
            }
            case "LeaveOneGroupOut" ->
                new LeaveOneGroupOut(protocol.name("attribute"), protocol.integer("fold", Range.between(0, 1_000_000)));
            default -> throw new IllegalStateException(type + " is one of the types and has no reader");
        };
    }

    private static Holdout holdout(Settings protocol) {
        List<String> train = values(protocol, "train");
        List<String> test = values(protocol, "test");
        protocol.require(
                "test", test, !train.isEmpty() || !test.isEmpty(), "a list of values, since protocol.train is others");
        return new Holdout(protocol.name("attribute"), train, test);
    }

    private static List<String> values(Settings protocol, String key) {
        ConfigValue value = protocol.value(key);
        return value instanceof ConfigList
                ? protocol.names(key)
                : protocol.require(
                        key, List.of(), OTHERS.equals(value.unwrapped()), "a list of values, or the word " + OTHERS);
    }

    private static int folds(Settings protocol) {
        return protocol.integer("folds", Range.between(2, 100_000));
    }

    private static int fold(Settings protocol, int folds) {
        int fold = protocol.integer("fold", Range.between(0, 1_000_000));
        return protocol.require("fold", fold, fold < folds, "0 to " + (folds - 1) + ", one of protocol.folds");
    }

    private static int seed(Settings section) {
        return section.integer("seed", SEED);
    }

    private static String within(Settings protocol, TestRule rule, List<String> splits) {
        List<String> words = new ArrayList<>(List.of(""));
        words.addAll(splits);
        String within = protocol.word("within", words);
        return protocol.require(
                "within",
                within,
                within.isEmpty() || !(rule instanceof Splits),
                "nothing, since protocol.type is Splits: dataset.train-split, val-split and test-split say who trains");
    }

    private static ValidationRule validation(Settings val) {
        String type = val.word("type", VALIDATION_TYPES);
        return switch (type) {
            case "None" -> new ValidationRule.None();
            case "Values" -> new ValidationRule.Values(val.name("attribute"), val.names("values"));
            case "Share" -> new ValidationRule.Share(val.number("share", Range.between(0.001, 0.9)), seed(val));
            default -> throw new IllegalStateException(type + " is one of the types and has no reader");
        };
    }
}
