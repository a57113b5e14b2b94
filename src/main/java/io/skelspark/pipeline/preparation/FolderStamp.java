package io.skelspark.pipeline.preparation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the name of a folder that a job writes: the start of the job and a random number. It tells a later job which
 * folders are left over from killed jobs; object stores do not say how old a folder is.
 */
final class FolderStamp {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Pattern FOLDER = Pattern.compile("(.+)-(\\d{8}T\\d{6})-[0-9a-f]{8}");
    /** The folder of a running job looks like that of a killed one, but no job runs longer than this. */
    private static final Duration LONGEST_JOB = Duration.ofDays(1);

    private FolderStamp() {}

    /** Returns a new stamp. */
    static String now() {
        return TIME.format(LocalDateTime.now(ZoneOffset.UTC)) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    /** Returns whether a folder, whose name starts with its kind, is of that kind and of a job that must have ended. */
    static boolean isLeftOver(String folder, String kind) {
        Matcher matcher = FOLDER.matcher(folder);
        return matcher.matches()
                && matcher.group(1).equals(kind)
                && LocalDateTime.parse(matcher.group(2), TIME)
                        .toInstant(ZoneOffset.UTC)
                        .isBefore(Instant.now().minus(LONGEST_JOB));
    }
}
