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
 * The end of the names of the folders that one run writes: its start, and a number of its own. By it a later run knows what
 * dead ones have left: object stores do not say how old a folder is.
 */
final class FolderStamp {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Pattern FOLDER = Pattern.compile("(.+)-(\\d{8}T\\d{6})-[0-9a-f]{8}");
    /** A run that died leaves its folder; one that still works looks the same, but none works that long. */
    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private FolderStamp() {}

    /** A new one. */
    static String now() {
        return TIME.format(LocalDateTime.now(ZoneOffset.UTC)) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    /** Whether a folder is of that kind, with which its name starts, and of a run so long ago that it has ended. */
    static boolean isLeftOver(String folder, String kind) {
        Matcher matcher = FOLDER.matcher(folder);
        return matcher.matches()
                && matcher.group(1).equals(kind)
                && LocalDateTime.parse(matcher.group(2), TIME)
                        .toInstant(ZoneOffset.UTC)
                        .isBefore(Instant.now().minus(LONGEST_RUN));
    }
}
