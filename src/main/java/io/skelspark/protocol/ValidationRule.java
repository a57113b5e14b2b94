package io.skelspark.protocol;

import io.skelspark.tensor.NumpyRandom;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rule that takes clips for validation out of those that train, so that nothing is chosen by the test. */
public sealed interface ValidationRule extends Serializable {
    /** Returns a division with clips for validation of its own. */
    Division cut(Division division);

    /** The rule that takes none: the clips that the test rule names are validated on, in most recipes those of the test. */
    record None() implements ValidationRule {
        @Override
        public Division cut(Division division) {
            return division;
        }
    }

    /**
     * The rule that takes the clips with some values of an attribute.
     *
     * @param attribute name of the attribute
     * @param values values that are validated on instead of training
     */
    record Values(String attribute, List<String> values) implements ValidationRule {
        /** Copies the list. */
        public Values {
            values = List.copyOf(values);
        }

        @Override
        public Division cut(Division division) {
            Set<String> known = division.training()
                    .groups("protocol.val.attribute", attribute)
                    .keySet();
            for (String value : values) {
                if (!known.contains(value)) {
                    throw new ProtocolException("protocol.val.values names " + attribute + " " + value
                            + ", which no training clip has, expected some of " + ClipList.shown(known));
                }
            }
            return taken(
                    division,
                    attribute + " " + ClipList.shown(values),
                    division.training().where(clip -> values.contains(ClipList.value(clip, attribute))));
        }
    }

    /**
     * The rule that takes a random share of each class, rounded; of two clips or more at least one, and never all.
     *
     * @param share the share, above 0 and below 1
     * @param seed seed of the choice
     */
    record Share(double share, int seed) implements ValidationRule {
        @Override
        public Division cut(Division division) {
            NumpyRandom random = new NumpyRandom(seed);
            Set<ListedClip> chosen = new HashSet<>();
            for (List<ListedClip> members : division.training().byClass().values()) {
                int[] order = random.permutation(members.size());
                long wanted = Math.max(1, Math.round(share * members.size()));
                for (int i = 0; i < Math.min(wanted, members.size() - 1); i++) {
                    chosen.add(members.get(order[i]));
                }
            }
            return taken(
                    division,
                    "a share of " + share + " of each class, seed " + seed + ",",
                    division.training().where(chosen::contains));
        }
    }

    private static Division taken(Division from, String what, ClipList validation) {
        Set<ListedClip> members = new HashSet<>(validation.clips());
        return new Division(
                from.title() + "; of the training clips " + what + " is validated on",
                from.training().where(clip -> !members.contains(clip)),
                validation,
                from.test());
    }
}
