package io.skelspark.pipeline;

import io.skelspark.config.DecidingSettings;
import io.skelspark.config.RunConfig;
import io.skelspark.prepared.PreparedSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that can change a weight or a score: pipelines, splits, the set by its content, network, recipe and seed, as
 * texts by key. Checkpoints and reports carry it as one text, a line for each key, so that a difference is found by key.
 *
 * @param entries the value of each key, on one line each
 */
public record RunIdentity(SortedMap<String, String> entries) {
    /** The key of the number of epochs, which may grow when a run is finished. */
    public static final String EPOCHS = "train.epochs";

    /** The keys of the set's content. */
    private static final String SET = "set.";

    /** The key of the digest of all clips of the set. */
    public static final String SET_DIGEST = SET + "digest";

    /** The key of the clips that train, if a protocol chooses them. */
    static final String TRAINING_CLIPS = SET + "training-clips";

    /** The key of the clips that are validated on, if a protocol chooses them. */
    static final String VALIDATION_CLIPS = SET + "validation-clips";

    /** The key of the clips that are tested, if a protocol chooses them. */
    static final String TEST_CLIPS = SET + "test-clips";

    /** The keys of the clips that a protocol chooses, which differ from fold to fold. */
    public static final Set<String> CHOSEN_CLIPS = Set.of(TRAINING_CLIPS, VALIDATION_CLIPS, TEST_CLIPS);

    private static final String LEFT_OUT = SET + "left-out";

    private static final String SEPARATOR = " = ";

    /** The keys that pipelines are made of. They count only if a pipeline differs, and then say why. */
    private static final Set<String> PARTS =
            Set.of("frames", "augment", "dataset.normalize", "train-resolution", "test-resolution");

    /** Keys of their own that pipelines use too. */
    private static final Set<String> USED = Set.of("feature", "dataset.persons");

    private static final String TEST_PIPELINE = "pipeline.test";

    /** Keys of a network's input, beside the test pipeline and the layout. */
    private static final Set<String> INPUT = Set.of("feature", "dataset.persons", "dataset.classes");

    /** What two identities are compared for. */
    public enum Purpose {
        /** The weights: what is left out changes scores alone. */
        WEIGHTS {
            @Override
            boolean counts(String key) {
                return !isOfTest(key) && !key.startsWith(TEST_PIPELINE);
            }
        },
        /** The scores of a run: also the test pipeline, but not what a table names (split, views, average, lost parts). */
        SCORES {
            @Override
            boolean counts(String key) {
                return !isOfTest(key) && !key.equals(LEFT_OUT);
            }
        },
        /** The scores of given weights: the network and its input. */
        PREDICTION {
            @Override
            boolean counts(String key) {
                return key.startsWith(TEST_PIPELINE)
                        || key.startsWith("model.")
                        || key.startsWith("dataset.layout.")
                        || INPUT.contains(key);
            }
        },
        /** A report: all but the number of epochs, since a run that was extended may replace its own report. */
        REPORT {
            @Override
            boolean counts(String key) {
                return !key.equals(EPOCHS);
            }
        };

        abstract boolean counts(String key);
    }

    /**
     * A key with two values.
     *
     * @param where the earlier value is from: run or report
     */
    public record Difference(String key, String where, String before, String now) {
        private static final int LONGEST = 80;

        /** Returns the difference on one short line; of long values the piece in which they differ. */
        @Override
        public String toString() {
            int start = 0;
            if (Math.max(before.length(), now.length()) > LONGEST) {
                while (start < Math.min(before.length(), now.length()) && before.charAt(start) == now.charAt(start)) {
                    start++;
                }
                start = Math.max(0, start - LONGEST / 3);
            }
            return key + ": " + piece(before, start) + " in the " + where + ", " + piece(now, start) + " now";
        }

        private static String piece(String value, int start) {
            int end = Math.min(value.length(), start + LONGEST);
            return (start > 0 ? ".." : "")
                    + value.substring(Math.min(start, end), end)
                    + (end < value.length() ? ".." : "");
        }
    }

    /** Copies the entries. */
    public RunIdentity {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Returns the identity of a run on a prepared set. */
    public static RunIdentity of(RunConfig config, DividedSet divided) {
        PreparedSet set = divided.set();
        SortedMap<String, String> entries = new TreeMap<>(DecidingSettings.of(config));
        entries.putAll(divided.digests());
        entries.put(SET_DIGEST, set.digest());
        if (!set.leftOut().isEmpty()) {
            entries.put(LEFT_OUT, set.leftOut().files().toString());
        }
        return new RunIdentity(entries);
    }

    /**
     * Returns the part that the settings alone decide. An imported checkpoint carries it: its prepared set is known only when
     * training resumes.
     */
    public static RunIdentity of(RunConfig config) {
        return new RunIdentity(DecidingSettings.of(config));
    }

    /** Returns the identity that a text holds, or empty if it is of the form of an earlier version. */
    public static Optional<RunIdentity> parse(String text) {
        SortedMap<String, String> entries = new TreeMap<>();
        for (String line : text.lines().toList()) {
            int end = line.indexOf(SEPARATOR);
            if (end < 0) {
                return Optional.empty();
            }
            entries.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(new RunIdentity(entries));
    }

    /** Returns the text that checkpoints and reports carry. */
    public String text() {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + SEPARATOR + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the value of a key, or "none". */
    public String value(String key) {
        return entries.getOrDefault(key, "none");
    }

    /** Returns the number of epochs. */
    public int epochs() {
        return Integer.parseInt(entries.getOrDefault(EPOCHS, "0"));
    }

    /** Returns whether it names the content of the set. */
    public boolean knowsTheSet() {
        return entries.keySet().stream().anyMatch(key -> key.startsWith(SET));
    }

    /** Returns this identity with another entry. */
    public RunIdentity with(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(entries);
        more.put(key, value);
        return new RunIdentity(more);
    }

    /**
     * Compares two identities. If one of them does not know its set, the set is not compared.
     *
     * @param where this one is from: run or report
     * @param now the identity of the settings in use
     * @return what differs, sorted by key
     */
    public List<Difference> differences(String where, RunIdentity now, Purpose purpose) {
        boolean sets = knowsTheSet() && now.knowsTheSet();
        Set<String> keys = new TreeSet<>(entries.keySet());
        keys.addAll(now.entries.keySet());
        List<Difference> all = keys.stream()
                .filter(purpose::counts)
                .filter(key -> sets || !key.startsWith(SET))
                .map(key -> new Difference(key, where, value(key), now.value(key)))
                .filter(pair -> !pair.before().equals(pair.now()))
                .toList();
        boolean pipelines = all.stream().anyMatch(pair -> isOfPipeline(pair.key()));
        boolean explained = all.stream().anyMatch(pair -> PARTS.contains(pair.key()) || USED.contains(pair.key()));
        return all.stream()
                .filter(pair -> pipelines || !PARTS.contains(pair.key()))
                .filter(pair -> !explained || !isOfPipeline(pair.key()))
                .toList();
    }

    /** Returns whether a key belongs to the test alone, and a table names its value. */
    private static boolean isOfTest(String key) {
        return key.equals("test-clips")
                || key.equals("dataset.test-split")
                || key.equals(TEST_CLIPS)
                || key.startsWith("evaluate.");
    }

    private static boolean isOfPipeline(String key) {
        return key.startsWith("pipeline.");
    }

    /** Returns differences as one line of text. */
    public static String text(List<Difference> differences) {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
    }
}
