package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.skelspark.skeleton.Feature;
import io.skelspark.storage.FileName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The trials that a settings file and the assignments of a command line ask for: every combination of the values of each
 * setting that varies. Points that are drawn count as the values of one setting.
 *
 * @param sweep the settings of the sweep itself
 * @param keys the settings that vary
 * @param trials in the order in which they run
 */
public record SweepPlan(SweepConfig sweep, List<String> keys, List<Trial> trials) {
    private static final int MOST_TRIALS = 10_000;

    /** Keys that say where a trial lies or runs, which the sweep decides. */
    private static final Set<String> OF_THE_SWEEP =
            Set.of("name", "runs", "run-dir", "report-dir", "feature", "train.ranks");

    /**
     * Reads the settings and checks those of every trial.
     *
     * @param file a HOCON file on the driver's own disk
     * @param assignments {@code key=value} each; a value may be a list, a range or a distribution
     * @throws ConfigError if the settings of a trial are wrong, nothing varies, or a key cannot vary
     */
    public static SweepPlan load(String file, List<String> assignments) {
        List<String> fixed = new ArrayList<>();
        Map<String, SweptKey> given = new LinkedHashMap<>();
        for (String assignment : assignments) {
            String key = Assignments.key(assignment);
            Optional<SweptKey> swept = assignment.contains("=")
                    ? SweptKey.onCommandLine(key, assignment.substring(assignment.indexOf('=') + 1))
                    : Optional.empty();
            swept.ifPresentOrElse(values -> given.put(key, values), () -> fixed.add(assignment));
        }
        Config config = SettingsFile.resolve(file, fixed);
        SweepConfig sweep;
        Map<String, SweptKey> keys = new LinkedHashMap<>();
        try {
            Settings settings = new Settings(config);
            sweep = SweepConfig.read(settings);
            SweepConfig.swept(settings.section("sweep")).stream()
                    .filter(swept -> !Assignments.set(fixed, swept.key()))
                    .forEach(swept -> keys.put(swept.key(), swept));
        } catch (ConfigException e) {
            throw new ConfigError(String.valueOf(e.getMessage()), e);
        }
        keys.putAll(given);
        require(fixed, keys);
        return new SweepPlan(sweep, ordered(keys), trials(file, fixed, sweep, keys));
    }

    private static void require(List<String> fixed, Map<String, SweptKey> keys) {
        for (String key : OF_THE_SWEEP) {
            boolean named = key.equals("name") || key.equals("runs");
            if (keys.containsKey(key) || (Assignments.set(fixed, key) && !named)) {
                throw new ConfigError(
                        key + " cannot be set in a sweep: each trial has a name, folders and ranks of its own;"
                                + " set sweep.dir or sweep.ranks, and list streams in features");
            }
        }
        keys.keySet().stream()
                .filter(key -> key.startsWith("sweep."))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigError(
                            key + " has several values, expected one: it is a setting of the sweep itself");
                });
        if (keys.isEmpty()) {
            throw new ConfigError("no setting has several values, expected one that varies, for example seed=0..4 or"
                    + " train.learning-rate=0.05,0.1 on the command line, or in sweep.settings");
        }
    }

    /** Returns the keys in the order of the names of trials: folds and seeds, which change fastest, last. */
    private static List<String> ordered(Map<String, SweptKey> keys) {
        List<String> last = List.of(Trial.FOLD, Trial.SEED);
        List<String> ordered = new ArrayList<>(keys.keySet());
        ordered.removeAll(last);
        last.stream().filter(keys::containsKey).forEach(ordered::add);
        return ordered;
    }

    private static List<Trial> trials(String file, List<String> fixed, SweepConfig sweep, Map<String, SweptKey> keys) {
        List<Trial> trials = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Map<String, String> values : combinations(sweep, keys)) {
            String name = name(values);
            if (names.add(name)) {
                trials.add(new Trial(name, values, streams(file, fixed, sweep, name, values)));
            }
        }
        return trials;
    }

    private static List<Map<String, String>> combinations(SweepConfig sweep, Map<String, SweptKey> keys) {
        List<String> order = ordered(keys);
        List<String> drawn = order.stream()
                .filter(key -> key(keys, key).distribution().isPresent())
                .toList();
        List<Map<String, String>> all = drawn.isEmpty() ? List.of(Map.of()) : draws(sweep, keys, drawn);
        for (String key : order) {
            if (!drawn.contains(key)) {
                all = all.stream()
                        .flatMap(values -> key(keys, key).values().stream().map(value -> with(values, key, value)))
                        .limit(MOST_TRIALS + 1L)
                        .toList();
            }
        }
        if (all.size() > MOST_TRIALS) {
            throw new ConfigError("the values of " + String.join(", ", order) + " make more than " + MOST_TRIALS
                    + " trials, expected fewer: draw points from distributions instead (sweep.draws)");
        }
        return all.stream().map(values -> inOrder(values, order)).toList();
    }

    private static SweptKey key(Map<String, SweptKey> keys, String key) {
        return Objects.requireNonNull(keys.get(key));
    }

    /** Draws the points one after the other, so that more draws keep the first ones. */
    private static List<Map<String, String>> draws(SweepConfig sweep, Map<String, SweptKey> keys, List<String> drawn) {
        SplittableRandom random = new SplittableRandom(sweep.seed());
        List<Map<String, String>> points = new ArrayList<>();
        for (int draw = 0; draw < sweep.draws(); draw++) {
            Map<String, String> point = new LinkedHashMap<>();
            drawn.stream()
                    .sorted()
                    .forEach(key -> point.put(
                            key, key(keys, key).distribution().orElseThrow().draw(random)));
            points.add(point);
        }
        return points;
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return more;
    }

    private static Map<String, String> inOrder(Map<String, String> values, List<String> order) {
        Map<String, String> ordered = new LinkedHashMap<>();
        order.forEach(key -> ordered.put(key, values.get(key)));
        return ordered;
    }

    /** Returns the name of a trial's folder: the last name of each key with its value; whole keys if two end alike. */
    private static String name(Map<String, String> values) {
        Set<String> ends = values.keySet().stream().map(SweepPlan::end).collect(Collectors.toSet());
        return FileName.of(values.entrySet().stream()
                .map(entry ->
                        (ends.size() < values.size() ? entry.getKey() : end(entry.getKey())) + "-" + entry.getValue())
                .collect(Collectors.joining("_")));
    }

    private static String end(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static List<RunConfig> streams(
            String file, List<String> fixed, SweepConfig sweep, String name, Map<String, String> values) {
        List<String> overrides = new ArrayList<>(fixed);
        values.forEach((key, value) -> overrides.add(key + "=" + value));
        String folder = sweep.folder() + "/" + name;
        overrides.add("train.ranks=" + sweep.ranks());
        overrides.add("report-dir=" + folder + "/report");
        RunConfig table = RunConfig.load(file, overrides);
        overrides.add("name=" + table.name() + " " + name);
        List<RunConfig> streams = new ArrayList<>();
        for (Feature feature : table.features()) {
            List<String> stream = new ArrayList<>(overrides);
            stream.add("feature=" + feature.key());
            stream.add("run-dir=" + folder + "/" + feature.key());
            streams.add(RunConfig.load(file, stream));
        }
        return streams;
    }
}
