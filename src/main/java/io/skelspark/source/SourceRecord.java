package io.skelspark.source;

import java.io.Serializable;

/** What a source gives for one record: an annotation, the reason why there is none, or what its rules leave out. */
public sealed interface SourceRecord extends Serializable permits Annotation, Rejection, Omission {
    /** Identifier of the clip; the file and position where the record has none. */
    String id();
}
