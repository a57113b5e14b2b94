package io.skelspark.transform;

/**
 * NumPy's legacy generator ({@code numpy.random.RandomState}): MT19937 with its integer, choice and uniform draws.
 *
 * @source M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); NumPy's legacy draws
 */
public final class NumpyRandom {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int position;

    /** A generator as after {@code numpy.random.seed(seed)}; the seed is taken as 32 unsigned bits. */
    public NumpyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        position = N;
    }

    /** The next 32 random bits. */
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

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
        }
        position = 0;
    }
}
