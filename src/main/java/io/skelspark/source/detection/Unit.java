package io.skelspark.source.detection;

import io.skelspark.skeleton.Keyed;

/** The unit of coordinates. */
public enum Unit implements Keyed {
    /** Pixels of the image, y down. */
    PIXEL("pixel"),
    /** Fractions of the width and the height of the image, y down. */
    FRACTION("fraction"),
    /** Metres. */
    METRE("metre"),
    /** Millimetres. */
    MILLIMETRE("millimetre");

    private final String key;

    Unit(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
