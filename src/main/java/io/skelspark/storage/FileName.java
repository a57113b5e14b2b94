package io.skelspark.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of files and folders that are made from ids and other texts of unknown origin. A name is safe on every file
 * system, has at most {@value #LENGTH} characters, and differs from the name of every other text.
 */
public final class FileName {
    private static final int LENGTH = 80;
    private static final int DIGITS = 12;

    /** Not among the characters of a text that is a name as it is, so a changed name never equals an unchanged one. */
    private static final String MARK = "~";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LENGTH - 1) + "}");

    private FileName() {}

    /** Returns the text itself if it is a safe name, else its readable start with the start of its SHA-256. */
    public static String of(String text) {
        if (SAFE.matcher(text).matches()) {
            return text;
        }
        String readable = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[._-]+", "");
        String start = readable.substring(0, Math.min(readable.length(), LENGTH / 2));
        String hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        return (start.isEmpty() ? "x" : start) + MARK + hash;
    }
}
