package io.skelspark.source;

/**
 * A clip or a part of one that the rules of a source leave out, such as a clip on the list of missing skeletons or a
 * body that denoising drops. Omissions are counted apart from records and do not count as rejections.
 *
 * @param id identifier of the clip
 * @param field the part that is left out, for example {@code clip} or {@code body}
 * @param found description of that part
 * @param expected what the rule asks for
 */
public record Omission(String id, String field, String found, String expected) implements SourceRecord {}
