package io.skelspark.model.predict;

import io.skelspark.source.Rejection;

/** Says that a clip does not fit a network, and why. */
public final class UnfitClipException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnfitClipException(Rejection rejection) {
        super(rejection.line());
    }
}
