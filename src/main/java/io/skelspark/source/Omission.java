package io.skelspark.source;

import io.skelspark.storage.PlainText;
import java.util.Set;

/**
 * A clip or a part of one that the rules of a source leave out, such as a clip on the list of missing skeletons or a
 * body that denoising drops. Omissions are counted apart from records and do not count as rejections.
 *
 * @param id identifier of the clip
 * @param field the part that is left out, for example {@code body}; {@code clip} or {@code recording} if nothing is left of it
 * @param found description of that part
 * @param expected what the rule asks for
 */
public record Omission(String id, String field, String found, String expected) implements SourceRecord {
    private static final Set<String> ALL = Set.of("clip", "recording");

    /** Returns whether nothing is left of the clip. */
    public boolean isWhole() {
        return ALL.contains(field);
    }

    /** Returns clip, part and reason as one line. */
    public String line() {
        return PlainText.line(id + ": left out, " + field + ": " + found);
    }
}
