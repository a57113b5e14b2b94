package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The line that names the next command, as it must be typed into a shell. */
final class NextCommand {
    /** The launcher as it was typed; {@code submit/skelspark} sets it. */
    private static final String LAUNCHER = "SKELSPARK_LAUNCHER";

    /** A word that a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=,@%+-]+");

    private NextCommand() {}

    /** Returns the line after a job that has ended well, or empty if nothing usually follows it. */
    static Optional<String> after(Object job) {
        if (!(job instanceof Followed followed)) {
            return Optional.empty();
        }
        try {
            String launcher = System.getenv().getOrDefault(LAUNCHER, "submit/skelspark");
            return Optional.of("next: " + text(launcher, followed.next()));
        } catch (IOException | UncheckedIOException | ConfigError e) { // it is only advice: the job has done its work
            return Optional.empty();
        }
    }

    /** Returns a command with the words in quotes that a shell would change. */
    static String text(String launcher, List<String> words) {
        return launcher + " " + words.stream().map(NextCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
