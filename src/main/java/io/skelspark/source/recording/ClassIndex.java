package io.skelspark.source.recording;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.MalformedRecordException;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes by the texts of labels: names, or numbers.
 *
 * @param names names of the classes in the order of their indices
 * @param first number of the first class
 */
public record ClassIndex(List<String> names, int first) implements Serializable {
    /** The most names that a message lists. */
    private static final int MOST_NAMED = 10;

    /** Copies the list. */
    public ClassIndex {
        names = List.copyOf(names);
    }

    /**
     * Returns the index of a label from 0, or {@link PoseSample#UNKNOWN_LABEL} if there is none.
     *
     * @throws MalformedRecordException if it is neither a name nor the number of a class
     */
    int of(@Nullable String label) throws MalformedRecordException {
        if (label == null) {
            return PoseSample.UNKNOWN_LABEL;
        }
        int index = names.indexOf(label);
        if (index < 0 && label.matches("\\d{1,9}")) {
            index = Integer.parseInt(label) - first;
        }
        if (index < 0 || index >= names.size()) {
            throw new MalformedRecordException(
                    "label", label.isEmpty() ? "none" : "'" + label + "'", "one of dataset.classes: " + known());
        }
        return index;
    }

    private String known() {
        String all = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
        return names.size() > MOST_NAMED ? all + " and " + (names.size() - MOST_NAMED) + " more" : all;
    }
}
