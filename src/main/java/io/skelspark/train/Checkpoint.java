package io.skelspark.train;

import java.util.Map;

/**
 * All that a run needs to go on after an epoch, bit for bit.
 *
 * @param state weights and running statistics
 * @param momentum the optimiser's buffer, one value per parameter
 * @param epoch number of finished epochs
 * @param best best validation top-1 so far, as a fraction; -1 before the first
 * @param provenance what else belongs to the weights: the resolved settings, the data set, versions
 */
public record Checkpoint(ModelState state, float[] momentum, int epoch, double best, Map<String, String> provenance) {
    public Checkpoint {
        provenance = Map.copyOf(provenance);
    }
}
