package io.skelspark.source;

/**
 * What the rules of a source changed in a clip, such as joints that were filled. Adjustments are counted apart from records.
 *
 * @param id identifier of the clip
 * @param field the part that was changed, for example {@code joints}
 * @param found what was found and what became of it
 * @param expected the rule
 */
public record Adjustment(String id, String field, String found, String expected) implements SourceRecord {}
