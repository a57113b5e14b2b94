package io.skelspark.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The clips of a set, or some of them, sorted by id.
 *
 * @param set name of the set, for messages
 * @param classes names of the classes, in index order
 * @param clips the clips
 */
public record ClipList(String set, List<String> classes, List<ListedClip> clips) {
    /** The number of values that a message shows. */
    private static final int SHOWN = 20;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Numbers in their order, then texts in theirs. */
    private static final Comparator<String> BY_VALUE = Comparator.<String>comparingInt(
                    value -> NUMBER.matcher(value).matches() ? Integer.parseInt(value) : Integer.MAX_VALUE)
            .thenComparing(Comparator.naturalOrder());

    /** Copies the lists; the clips are sorted by id, so that the order of the source decides nothing. */
    public ClipList {
        classes = List.copyOf(classes);
        clips = clips.stream().sorted(Comparator.comparing(ListedClip::id)).toList();
    }

    /** Returns the clips for which a condition holds. */
    ClipList where(Predicate<ListedClip> condition) {
        return new ClipList(set, classes, clips.stream().filter(condition).toList());
    }

    /**
     * Returns the clips by their value of an attribute: numbers in ascending order, then texts.
     *
     * @param key the setting that names the attribute, for messages
     * @throws ProtocolException if no clip has the attribute, or some clips lack it
     */
    Map<String, List<ListedClip>> groups(String key, String attribute) {
        TreeSet<String> known = new TreeSet<>();
        clips.forEach(clip -> known.addAll(clip.attributes().keySet()));
        if (known.isEmpty()) {
            throw new ProtocolException(key + " = " + attribute + ": no clip of the set " + set
                    + " has attributes, expected a set prepared with them; prepare it again: prepare --overwrite. Names of NTU"
                    + " RGB+D, NW-UCLA and UTD-MHAD give them, and the key attributes of JSON Lines");
        }
        if (!known.contains(attribute)) {
            throw new ProtocolException(key + " = " + attribute + ": no clip of the set " + set
                    + " has this attribute, expected one of " + String.join(", ", known));
        }
        List<ListedClip> without = clips.stream()
                .filter(clip -> !clip.attributes().containsKey(attribute))
                .toList();
        if (!without.isEmpty()) {
            throw new ProtocolException(key + " = " + attribute + ": " + without.size() + " of " + clips.size()
                    + " clips of the set " + set + " lack this attribute, for example "
                    + without.get(0).id() + ", expected it of each clip; add it to them and prepare again");
        }
        Map<String, List<ListedClip>> groups = new TreeMap<>(BY_VALUE);
        clips.forEach(clip -> groups.computeIfAbsent(value(clip, attribute), value -> new ArrayList<>())
                .add(clip));
        return groups;
    }

    /** Returns the value of an attribute that the clip has. */
    static String value(ListedClip clip, String attribute) {
        return clip.attributes().getOrDefault(attribute, "");
    }

    /** Returns the clips by their class. */
    Map<Integer, List<ListedClip>> byClass() {
        Map<Integer, List<ListedClip>> byClass = new TreeMap<>();
        clips.forEach(clip -> byClass.computeIfAbsent(clip.label(), label -> new ArrayList<>())
                .add(clip));
        return byClass;
    }

    /** Returns the number of clips of each class that has any, by its index. */
    Map<Integer, Integer> counts() {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        byClass().forEach((label, members) -> counts.put(label, members.size()));
        return counts;
    }

    /** Returns values for a message, the first ones if there are many. */
    static String shown(Iterable<String> values) {
        List<String> all = new ArrayList<>();
        values.forEach(all::add);
        return String.join(", ", all.subList(0, Math.min(all.size(), SHOWN)))
                + (all.size() > SHOWN ? ", ... (" + all.size() + ")" : "");
    }
}
