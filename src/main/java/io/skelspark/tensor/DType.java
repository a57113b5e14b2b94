package io.skelspark.tensor;

/** The floating-point width of a {@link Tensor}: results of operations are rounded to it, as NumPy rounds to a dtype. */
public enum DType {
    /** 16 bits, 11 of them significant. */
    FLOAT16("<f2", 2) {
        @Override
        public double round(double value) {
            long bits = Double.doubleToRawLongBits(value);
            long exponent = bits & 0x7ff0000000000000L;
            if (exponent < SMALLEST_NORMAL_HALF) {
                return Math.rint(value * 0x1p24) * 0x1p-24;
            }
            if (exponent >= HALF_OVERFLOW) {
                return Half.toDouble(Half.fromDouble(value));
            }
            long rounded = bits + 0x1ffffffffffL + ((bits >>> 42) & 1);
            return Double.longBitsToDouble(rounded & ~0x3ffffffffffL);
        }
    },
    /** 32 bits, 24 of them significant. */
    FLOAT32("<f4", 4) {
        @Override
        public double round(double value) {
            return (float) value;
        }
    },
    /** 64 bits, 53 of them significant. */
    FLOAT64("<f8", 8) {
        @Override
        public double round(double value) {
            return value;
        }
    };

    private static final long SMALLEST_NORMAL_HALF = (1023L - 14) << 52;
    /** Values from 2^15 may round to infinity and are converted by {@link Half}. */
    private static final long HALF_OVERFLOW = (1023L + 15) << 52;

    private final String descriptor;
    private final int bytes;

    DType(String descriptor, int bytes) {
        this.descriptor = descriptor;
        this.bytes = bytes;
    }

    /** Rounds to the nearest value of this width, ties to even. */
    public abstract double round(double value);

    /** Returns NumPy's name of the little-endian form, for example {@code <f2}. */
    public String descriptor() {
        return descriptor;
    }

    /** Returns the number of bytes of one stored value. */
    public int bytes() {
        return bytes;
    }

    /** Returns the wider of two widths, the result type of an operation on both in NumPy. */
    public DType widen(DType other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * Returns the width of a NumPy descriptor.
     *
     * @throws IllegalArgumentException if it is none of {@code <f2}, {@code <f4}, {@code <f8}
     */
    public static DType of(String descriptor) {
        for (DType type : values()) {
            if (type.descriptor.equals(descriptor)) {
                return type;
            }
        }
        throw new IllegalArgumentException("dtype '" + descriptor + "', expected one of <f2, <f4, <f8");
    }
}
