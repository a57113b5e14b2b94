package io.skelspark.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rule that some values of an attribute train and some are tested, as in cross-subject and cross-view protocols.
 *
 * @param attribute name of the attribute
 * @param train values that train; empty for all that are not tested
 * @param test values that are tested; empty for all that do not train
 */
public record Holdout(String attribute, List<String> train, List<String> test) implements TestRule {
    private static final String KEY = "protocol.attribute";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if both are empty
     */
    public Holdout {
        train = List.copyOf(train);
        test = List.copyOf(test);
        if (train.isEmpty() && test.isEmpty()) {
            throw new IllegalArgumentException(
                    "no value of " + attribute + " trains or is tested, expected some of either");
        }
    }

    @Override
    public Division divide(ClipList clips) {
        Set<String> all = clips.groups(KEY, attribute).keySet();
        require(all, "protocol.train", train);
        require(all, "protocol.test", test);
        Set<String> both = new LinkedHashSet<>(train);
        both.retainAll(test);
        if (!both.isEmpty()) {
            throw new ProtocolException("protocol.train and protocol.test both name " + attribute + " "
                    + ClipList.shown(both) + ", expected each value on one side");
        }
        Set<String> training = train.isEmpty() ? without(all, test) : new LinkedHashSet<>(train);
        Set<String> tested = test.isEmpty() ? without(all, train) : new LinkedHashSet<>(test);
        String title = attribute + " " + ClipList.shown(training) + " trains, " + ClipList.shown(tested) + " is tested";
        ClipList tests = clips.where(clip -> tested.contains(ClipList.value(clip, attribute)));
        return new Division(
                title, clips.where(clip -> training.contains(ClipList.value(clip, attribute))), tests, tests);
    }

    private static Set<String> without(Set<String> all, List<String> some) {
        Set<String> rest = new LinkedHashSet<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    private void require(Set<String> all, String key, List<String> values) {
        for (String value : values) {
            if (!all.contains(value)) {
                throw new ProtocolException(key + " names " + attribute + " " + value
                        + ", which no clip has, expected some of " + ClipList.shown(all));
            }
        }
    }
}
