package io.skelspark.config;

import java.util.List;

/** The assignments of a command line, {@code key=value} each. */
public final class Assignments {
    private Assignments() {}

    /** Returns the key of an assignment; of a text without a value the whole text. */
    public static String key(String assignment) {
        int equals = assignment.indexOf('=');
        return (equals < 0 ? assignment : assignment.substring(0, equals)).strip();
    }

    /** Returns whether one of them sets a key. */
    public static boolean set(List<String> assignments, String key) {
        return assignments.stream()
                .anyMatch(assignment ->
                        assignment.contains("=") && key(assignment).equals(key));
    }
}
