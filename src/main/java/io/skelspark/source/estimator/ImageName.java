package io.skelspark.source.estimator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image that is a frame: a text, a number and a suffix, as in {@code walk/frame_0012.jpg}.
 *
 * @param folder folder of the image, empty if the name has none
 * @param prefix what comes before the number
 * @param number number of the frame, as it is written
 * @param suffix suffix with its dot, empty if the name has none
 */
record ImageName(String folder, String prefix, String number, String suffix) {
    private static final Pattern FORM =
            Pattern.compile("(?:(.*)[/\\\\])?((?:[^/\\\\]*?[^\\d/\\\\])??)(\\d{1,18})(\\.[A-Za-z]\\w*)?");

    /** What Roboflow puts after a name: its suffix and a hash. */
    private static final Pattern ROBOFLOW =
            Pattern.compile("[._](?i:jpe?g|png|bmp|webp)\\.rf\\.[\\w-]+(?=\\.[A-Za-z]\\w*$)");

    /** Takes a name apart; null if it has no number at its end. */
    static @Nullable ImageName of(String image) {
        Matcher form = FORM.matcher(ROBOFLOW.matcher(image).replaceFirst(""));
        return form.matches()
                ? new ImageName(orEmpty(form.group(1)), form.group(2), form.group(3), orEmpty(form.group(4)))
                : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Returns what the names of all frames of a recording have before their numbers. */
    String series() {
        return folder.isEmpty() ? prefix : folder + "/" + prefix;
    }

    /** Returns the number of the frame. */
    long frame() {
        return Long.parseLong(number);
    }

    /** Returns whether the name is one that a tool gives to frame 0 and later ones of a video: a number without zeros before it. */
    boolean isPlain() {
        return folder.isEmpty() && prefix.isEmpty() && !suffix.isEmpty() && number.equals(Long.toString(frame()));
    }
}
