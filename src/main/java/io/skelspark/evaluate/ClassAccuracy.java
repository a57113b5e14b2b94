package io.skelspark.evaluate;

/**
 * How many samples of one class were predicted right.
 *
 * @param classIndex the class
 * @param hits samples predicted right
 * @param samples samples of the class
 */
public record ClassAccuracy(int classIndex, long hits, long samples) {
    /** The share of hits; 0 where the class has no samples. */
    public double accuracy() {
        return samples == 0 ? 0 : (double) hits / samples;
    }
}
