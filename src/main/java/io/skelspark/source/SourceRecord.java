package io.skelspark.source;

import java.io.Serializable;

/** An entry of a source: an annotation, the rejection or adjustment of one, an omission, or the loss of a whole file. */
public sealed interface SourceRecord extends Serializable permits Annotation, Rejection, Omission, Adjustment, Loss {
    /** Returns the identifier of the clip, or the file and position if the record has none. */
    String id();
}
