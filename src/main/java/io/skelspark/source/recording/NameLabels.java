package io.skelspark.source.recording;

import io.skelspark.source.MalformedRecordException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.conf.Configuration;

/**
 * Labels that are parts of the names of recordings.
 *
 * @param pattern a regular expression for the path of a recording below that of the source; its group {@code label} is
 *     the name or index of the class, {@code split} the split, and every other named group an attribute
 * @param split the split of clips whose name says none
 */
public record NameLabels(String pattern, String split) implements Labels {
    private static final String LABEL = "label";
    private static final String SPLIT = "split";
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException if it is no regular expression or has no group {@code label}
     */
    public NameLabels {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException bad) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no regular expression: " + bad.getDescription() + " near position "
                            + bad.getIndex(),
                    bad);
        }
        if (!groups(pattern).contains(LABEL)) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' has no group for the label, expected one such as (?<label>[a-z]+)");
        }
    }

    @Override
    public List<Segment> of(String recording, Configuration hadoop) throws MalformedRecordException {
        Matcher name = Pattern.compile(pattern).matcher(recording);
        if (!name.matches()) {
            throw new MalformedRecordException(
                    "name",
                    "'" + recording + "'",
                    "a path below that of the source that matches dataset.source.labels.pattern as a whole: "
                            + pattern);
        }
        SortedMap<String, String> attributes = new TreeMap<>();
        for (String group : groups(pattern)) {
            if (name.group(group) != null) {
                attributes.put(group, plain(name.group(group)));
            }
        }
        String label = attributes.remove(LABEL);
        String named = attributes.remove(SPLIT);
        return List.of(Segment.whole(label == null ? "" : label, List.of(named == null ? split : named), attributes));
    }

    private static List<String> groups(String pattern) {
        return GROUP.matcher(pattern).results().map(group -> group.group(1)).toList();
    }

    /** Returns a number as a plain decimal, so that subject 01 of one name is subject 1 of another. */
    private static String plain(String text) {
        return text.matches("\\d{1,9}") ? Integer.toString(Integer.parseInt(text)) : text;
    }
}
