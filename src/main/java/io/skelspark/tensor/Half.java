package io.skelspark.tensor;

/** Conversions of IEEE 754 half precision (1 sign, 5 exponent, 10 fraction bits), for which Java 17 has no type. */
public final class Half {
    private Half() {}

    /** Returns the bits of the nearest half, ties to even. Values from 65520 become infinite. */
    public static short fromDouble(double value) {
        int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & 0x8000;
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int exponent = Math.getExponent(magnitude);
        int fraction = (int) Math.rint(Math.scalb(magnitude, 10 - exponent));
        return (short) (sign | (((exponent + 15) << 10) + (fraction - 1024)));
    }

    /** Returns the value of a half given by its bits. */
    public static double toDouble(short bits) {
        int exponent = (bits >>> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else {
            magnitude = Math.scalb((double) (1024 + fraction), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
