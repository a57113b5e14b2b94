package io.skelspark.source;

/**
 * What a source leaves out because its rules say so: a clip on the list of missing skeletons, a body that denoising
 * drops. It is counted beside the records and does not weigh on the share of rejected ones.
 *
 * @param id identifier of the clip
 * @param field what is left out, for example {@code clip} or {@code body}
 * @param found what it is like
 * @param expected what the rule asks for
 */
public record Omission(String id, String field, String found, String expected) implements SourceRecord {}
