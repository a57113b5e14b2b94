package io.skelspark.train;

import io.skelspark.train.network.ModelState;
import java.util.List;
import java.util.Map;

/**
 * All that a run needs to go on, bit for bit, on any number of ranks.
 *
 * @param state weights, and the running statistics of the last finished epoch
 * @param replicas the running statistics of each replica within an epoch, in the order of the replicas; empty between
 *     epochs, where all have those of the state
 * @param momentum the optimiser's buffer, one value per parameter
 * @param progress how far the run is
 * @param provenance what else belongs to the weights: the resolved settings, the data set, versions
 */
public record Checkpoint(
        ModelState state, List<float[]> replicas, float[] momentum, Progress progress, Map<String, String> provenance) {
    public Checkpoint {
        replicas = List.copyOf(replicas);
        provenance = Map.copyOf(provenance);
    }

    /** Between two epochs. */
    public Checkpoint(ModelState state, float[] momentum, int epoch, double best, Map<String, String> provenance) {
        this(state, List.of(), momentum, Progress.between(epoch, best), provenance);
    }

    /** The same with other provenance. */
    public Checkpoint with(Map<String, String> other) {
        return new Checkpoint(state, replicas, momentum, progress, other);
    }

    /** Number of finished epochs. */
    public int epoch() {
        return progress.epoch();
    }

    /** Best validation top-1 so far, as a fraction; -1 before the first. */
    public double best() {
        return progress.best();
    }
}
