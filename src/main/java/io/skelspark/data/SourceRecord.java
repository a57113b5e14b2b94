package io.skelspark.data;

import java.io.Serializable;

/** What a source gives for one record: an annotation, or the reason why there is none. */
public sealed interface SourceRecord extends Serializable permits Annotation, Rejection {
    /** Identifier of the clip; the file and position where the record has none. */
    String id();
}
