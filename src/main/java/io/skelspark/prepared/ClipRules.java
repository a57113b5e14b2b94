package io.skelspark.prepared;

import io.skelspark.skeleton.Layout;
import io.skelspark.source.ClipNeeds;
import io.skelspark.source.Validator;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * The rules that every clip of a set keeps.
 *
 * @param layout the skeleton layout
 * @param dimensions C, 2 or 3
 * @param classNames the classes in index order
 * @param splits the splits that a clip may name
 * @param needs what training and scoring count on
 */
public record ClipRules(Layout layout, int dimensions, List<String> classNames, List<String> splits, ClipNeeds needs)
        implements Serializable {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a name stands twice
     */
    public ClipRules {
        classNames = List.copyOf(classNames);
        splits = List.copyOf(splits);
        requireUnique("classNames", classNames);
        requireUnique("splits", splits);
    }

    /** Returns the check of a clip against these rules. */
    public Validator validator() {
        return new Validator(layout.size(), dimensions, classNames.size(), splits, needs);
    }

    private static void requireUnique(String field, List<String> names) {
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(field + " names '" + name + "' twice, expected each once");
            }
        }
    }
}
