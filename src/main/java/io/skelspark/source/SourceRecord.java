package io.skelspark.source;

import java.io.Serializable;

/** An entry of a source: an annotation, the rejection of one, or an omission. */
public sealed interface SourceRecord extends Serializable permits Annotation, Rejection, Omission {
    /** Returns the identifier of the clip, or the file and position if the record has none. */
    String id();
}
