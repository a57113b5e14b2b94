package io.skelspark.source.recording;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of joints as different tools write them: {@code left shoulder}, {@code LShoulder}, {@code SHOULDER_LEFT}. */
public final class JointNames {
    private static final Pattern WORD = Pattern.compile("(?i:left|right)|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\\d+");
    private static final int NONE = -1;

    /** Other words, and a misspelling of Azure Kinect. */
    private static final Map<String, String> SYNONYMS = Map.of("pinky", "little", "naval", "navel");

    private JointNames() {}

    /** Returns the index of the first joint whose names differ, or -1 if all mean the same. */
    public static int difference(List<String> names, List<String> others) {
        for (int joint = 0; joint < Math.min(names.size(), others.size()); joint++) {
            if (!canonical(names.get(joint)).equals(canonical(others.get(joint)))) {
                return joint;
            }
        }
        return names.size() == others.size() ? NONE : Math.min(names.size(), others.size());
    }

    /** Returns the side, then the other words run together, in lower case. */
    private static String canonical(String name) {
        StringBuilder words = new StringBuilder();
        String side = "";
        Matcher word = WORD.matcher(name);
        while (word.find()) {
            String text = word.group().toLowerCase(Locale.ROOT);
            switch (text) {
                case "l", "left" -> side = "left";
                case "r", "right" -> side = "right";
                case "finger" -> {} // MediaPipe's left_index is left index finger
                default -> words.append(SYNONYMS.getOrDefault(text, text));
            }
        }
        return side + ":" + words;
    }
}
