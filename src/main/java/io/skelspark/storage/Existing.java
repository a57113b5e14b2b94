package io.skelspark.storage;

/** The answer to "what if the output is there already", the same for every job that writes. */
public enum Existing {
    /** Leaves what is there and refuses with a message that names {@code --overwrite}. */
    REFUSE,
    /** Replaces what is there once the new output is complete. */
    OVERWRITE
}
