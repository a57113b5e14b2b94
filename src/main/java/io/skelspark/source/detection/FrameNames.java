package io.skelspark.source.detection;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of files that hold one frame each.
 *
 * @param example such a name, for faults
 * @param forms the forms of the names, with the groups {@code recording} and {@code number}. All files of a folder have the
 *     first form that any of them has
 */
public record FrameNames(String example, List<Pattern> forms) implements Serializable {
    /** Copies the list. */
    public FrameNames {
        forms = List.copyOf(forms);
    }

    /** Creates the names of the given regular expressions. */
    public static FrameNames of(String example, String... forms) {
        return new FrameNames(
                example, List.of(forms).stream().map(Pattern::compile).toList());
    }

    /** Returns whether a name has any of the forms. */
    public boolean matches(String name) {
        return forms.stream().anyMatch(form -> form.matcher(name).matches());
    }

    /** Returns the first form that any of the names has, or null if none has one. */
    @Nullable
    Pattern common(List<String> names) {
        return forms.stream()
                .filter(form ->
                        names.stream().anyMatch(name -> form.matcher(name).matches()))
                .findFirst()
                .orElse(null);
    }
}
