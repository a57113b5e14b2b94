package io.skelspark.source;

import io.skelspark.pickle.Description;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The splits that list each clip. */
final class Splits {
    /** Far above the number of splits of any protocol; bounds the time and memory that shared lists can take. */
    private static final int MOST_SPLITS = 100;

    private final Map<String, List<String>> namesById = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> shared = new HashMap<>();
    private final List<SourceRecord> faults = new ArrayList<>();

    /** Reads the splits of an annotation file, a dict of lists of identifiers. Null stands for no splits. */
    Splits(String file, @Nullable Object value) {
        if (value instanceof Map<?, ?> byName && byName.size() > MOST_SPLITS) {
            faults.add(new Loss(file, "split", byName.size() + " names", "at most " + MOST_SPLITS + " splits"));
        } else if (value instanceof Map<?, ?> byName) {
            byName.forEach((name, ids) -> add(file, String.valueOf(name), ids));
        } else if (value != null) {
            faults.add(new Rejection(file, "split", Description.of(value), "a dict of lists of identifiers"));
        }
    }

    private void add(String file, String name, @Nullable Object value) {
        Collection<?> ids = value instanceof Object[] tuple ? Arrays.asList(tuple) : List.of();
        if (value instanceof Collection<?> collection) {
            ids = collection;
        } else if (!(value instanceof Object[])) {
            faults.add(new Rejection(file, "split." + name, Description.of(value), "a list of identifiers"));
        }
        for (Object id : ids) {
            if (id instanceof String text) {
                namesById.merge(text, shared(List.of(name)), this::join);
            } else {
                faults.add(new Rejection(file, "split." + name, Description.of(id), "an identifier, a str"));
            }
        }
    }

    private List<String> join(List<String> names, List<String> more) {
        if (names.containsAll(more)) {
            return names;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return shared(List.copyOf(all));
    }

    /** Returns an equal list that clips share: there are few combinations and many clips. */
    private List<String> shared(List<String> names) {
        return shared.computeIfAbsent(names, key -> key);
    }

    /** Returns the names of the splits that list a clip, in the order of the file. */
    List<String> of(String id) {
        return namesById.getOrDefault(id, List.of());
    }

    /** Returns the rejections of clips that splits name and that are not among those found. */
    List<Rejection> missing(Set<String> found) {
        List<Rejection> missing = new ArrayList<>();
        namesById.forEach((id, names) -> {
            if (!found.contains(id)) {
                String named = "none; split " + String.join(", ", names) + (names.size() == 1 ? " names" : " name");
                missing.add(
                        new Rejection(id, "annotation", named + " the clip", "an annotation of each clip of a split"));
            }
        });
        return missing;
    }

    /** Returns the faults of splits and identifiers that could not be read; too many splits are a {@link Loss}. */
    List<SourceRecord> faults() {
        return faults;
    }
}
