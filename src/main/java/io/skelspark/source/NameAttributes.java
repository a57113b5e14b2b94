package io.skelspark.source;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** The attributes of a clip that its name says. */
final class NameAttributes {
    private NameAttributes() {}

    /**
     * Returns the numbers that named groups of a matched name hold, as plain decimals: {@code 01} becomes {@code 1}.
     *
     * @param groups names of the groups, which become those of the attributes
     */
    static SortedMap<String, String> of(Matcher name, String... groups) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (String group : groups) {
            attributes.put(group, Integer.toString(Integer.parseInt(name.group(group))));
        }
        return attributes;
    }
}
