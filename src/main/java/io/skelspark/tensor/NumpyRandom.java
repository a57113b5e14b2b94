package io.skelspark.tensor;

import java.util.Arrays;

/**
 * NumPy's legacy generator ({@code numpy.random.RandomState}): MT19937 with its integer, choice, uniform and normal draws.
 *
 * @source M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); NumPy's legacy draws
 */
public final class NumpyRandom {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int position;
    /** The second of two normal numbers that are drawn at once; NaN if it has been used. */
    private double spare = Double.NaN;

    /** Creates a generator in the state after {@code numpy.random.seed(seed)}. The seed is read as 32 unsigned bits. */
    public NumpyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        position = N;
    }

    /** Draws 32 random bits. */
    public int nextBits() {
        if (position == N) {
            twist();
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** Draws a uniform integer from 0 to {@code max}, both included. Draws nothing if {@code max} is 0. */
    public int upTo(int max) {
        if (max == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value;
        do {
            value = nextBits() & mask;
        } while (value > max);
        return value;
    }

    /**
     * Draws a uniform integer from 0 (inclusive) to {@code bound} (exclusive).
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int randint(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + ", expected at least 1");
        }
        return upTo(bound - 1);
    }

    /** Draws one integer for each bound, in order. */
    public int[] randint(int[] bounds) {
        int[] values = new int[bounds.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = randint(bounds[i]);
        }
        return values;
    }

    /** Draws a random order of the integers from 0 (inclusive) to {@code size} (exclusive). */
    public int[] permutation(int size) {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int j = upTo(i);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        return values;
    }

    /** Draws distinct integers below {@code size}: the first {@code count} of a permutation. */
    public int[] choice(int size, int count) {
        return Arrays.copyOf(permutation(size), count);
    }

    /** Draws a uniform number from 0 (inclusive) to 1 (exclusive) with 53 random bits. */
    public double rand() {
        int high = nextBits() >>> 5;
        int low = nextBits() >>> 6;
        return (high * 0x1p26 + low) / 0x1p53;
    }

    /** Draws a uniform number from {@code low} to {@code high}. */
    public double uniform(double low, double high) {
        return low + (high - low) * rand();
    }

    /** Draws a number of the normal distribution of mean 0 and deviation 1, by the polar method as {@code randn}. */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double second = spare;
            spare = Double.NaN;
            return second;
        }
        double x;
        double y;
        double square;
        do {
            x = uniform(-1, 1);
            y = uniform(-1, 1);
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = factor * x;
        return factor * y;
    }

    private void twist() {
        for (int i = 0; i < N - M; i++) {
            state[i] = state[i + M] ^ mix(state[i], state[i + 1]);
        }
        for (int i = N - M; i < N - 1; i++) {
            state[i] = state[i + M - N] ^ mix(state[i], state[i + 1]);
        }
        state[N - 1] = state[M - 1] ^ mix(state[N - 1], state[0]);
        position = 0;
    }

    private static int mix(int upper, int lower) {
        int y = (upper & 0x80000000) | (lower & 0x7fffffff);
        return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    }
}
