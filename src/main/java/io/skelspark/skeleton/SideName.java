package io.skelspark.skeleton;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The side that a name says, of a joint or of anything else that a body has twice: {@code left hip}, {@code hip_left},
 * {@code LEFT_HIP}, {@code leftHip}, {@code L hip}, {@code hip_l}, {@code LHip}.
 *
 * @param side the side
 * @param part the name without the side
 * @param mate the name of the same on the other side
 */
public record SideName(Side side, String part, String mate) {
    /** A side of the body: the person's own. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** A word of its own or the start of one; a letter of its own, or a capital before a word. */
    private static final Pattern SIDE = Pattern.compile("(?<!\\p{L})(?i:left|right)|(?<=[a-z])(?:Left|Right)(?![a-z])"
            + "|(?<![\\p{L}\\d])[LRlr](?![\\p{L}\\d])|(?<!\\p{L})[LR](?=\\p{Lu}\\p{Ll})");

    /** Returns the side that a name says first, or nothing if it says none. */
    public static Optional<SideName> of(String name) {
        Matcher found = SIDE.matcher(name);
        if (!found.find()) {
            return Optional.empty();
        }
        Side side = found.group().toLowerCase(Locale.ROOT).startsWith("l") ? Side.LEFT : Side.RIGHT;
        String before = name.substring(0, found.start());
        String after = name.substring(found.end());
        return Optional.of(new SideName(side, before + after, before + opposite(found.group()) + after));
    }

    /** Returns the other side, in upper or lower case as the word is. */
    private static String opposite(String word) {
        return switch (word) {
            case "L" -> "R";
            case "R" -> "L";
            case "l" -> "r";
            case "r" -> "l";
            case "left" -> "right";
            case "right" -> "left";
            case "Left" -> "Right";
            case "Right" -> "Left";
            default -> word.equalsIgnoreCase("left") ? "RIGHT" : "LEFT";
        };
    }
}
