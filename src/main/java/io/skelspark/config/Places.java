package io.skelspark.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins of values, as messages and listings show them. */
final class Places {
    private static final Pattern PLACE = Pattern.compile("(.+): (\\d+)(-\\d+)?");

    private Places() {}

    /** Returns file and line; of a text that is put together from several places, all of them. */
    static String of(ConfigOrigin origin) {
        if (origin.description().startsWith(SettingsFile.COMMAND_LINE)) {
            return SettingsFile.COMMAND_LINE;
        }
        if (!origin.description().startsWith("merge of ")) {
            return origin.filename() == null
                    ? origin.description()
                    : relative(origin.filename()) + ":" + origin.lineNumber();
        }
        Set<String> places = new LinkedHashSet<>();
        for (String part : origin.description()
                .replaceAll("merge of |,? ?\\d+ (more|duplicate).*", "")
                .split(",", -1)) {
            Matcher place = PLACE.matcher(part.trim());
            places.add(place.matches() ? relative(place.group(1)) + ":" + place.group(2) : part.trim());
        }
        return String.join(", ", places);
    }

    /** Returns a path from the working directory if the file lies below it. */
    private static Path relative(String name) {
        Path here = Path.of("").toAbsolutePath();
        Path file = Path.of(name).toAbsolutePath().normalize();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
