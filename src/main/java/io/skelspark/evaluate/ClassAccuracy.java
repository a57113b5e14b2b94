package io.skelspark.evaluate;

/**
 * The number of samples of one class that were predicted correctly.
 *
 * @param classIndex the class
 * @param hits number of samples predicted correctly
 * @param samples number of samples of the class
 */
public record ClassAccuracy(int classIndex, long hits, long samples) {
    /** Returns the fraction of hits; 0 if the class has no samples. */
    public double accuracy() {
        return samples == 0 ? 0 : (double) hits / samples;
    }
}
