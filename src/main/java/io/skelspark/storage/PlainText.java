package io.skelspark.storage;

/**
 * Text of unknown origin, such as an id or the name of a class, without characters that act instead of being shown: they
 * move a terminal's cursor, reorder what is read, or are not allowed in HTML and XML.
 */
public final class PlainText {
    /** Persian and emojis are not written without these two. */
    private static final int NON_JOINER = 0x200c;

    private static final int JOINER = 0x200d;

    private static final int MOST_SHOWN = 40;

    private PlainText() {}

    /** Returns one line: every character that acts is written as Java writes it, for example {@code \n} or {@code \u001b}. */
    public static String line(String text) {
        return shown(text, false);
    }

    /** Returns a text as it is shown in a message about it: at most 40 characters, then three dots. */
    public static String brief(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    /** Returns several lines: as {@link #line}, but line feeds and tabs stay. */
    public static String lines(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean multiline) {
        if (text.codePoints().noneMatch(PlainText::acts)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (!acts(point) || (multiline && (point == '\n' || point == '\t'))) {
                shown.appendCodePoint(point);
            } else {
                shown.append(
                        switch (point) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> String.format("\\u%04x", point);
                        });
            }
        });
        return shown.toString();
    }

    /** Returns whether a code point controls, formats (marks of direction among them), ends a line, or is no character. */
    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT -> point != NON_JOINER && point != JOINER;
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> (point & 0xfffe) == 0xfffe;
        };
    }
}
