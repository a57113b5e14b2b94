package io.skelspark.data;

/** What a source gives for one record: an annotation, or the reason why there is none. */
public sealed interface SourceRecord permits Annotation, Rejection {
    /** Identifier of the clip; the file and position where the record has none. */
    String id();
}
