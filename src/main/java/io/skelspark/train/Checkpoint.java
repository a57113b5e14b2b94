package io.skelspark.train;

import io.skelspark.train.network.ModelState;
import java.util.List;
import java.util.Map;

/**
 * The state that a run needs to resume to the same bits, on any number of ranks.
 *
 * @param state weights, and the running statistics of the last finished epoch
 * @param replicas running statistics of each replica within an epoch, in the order of the replicas; empty between
 *     epochs, when all replicas have those of the state
 * @param momentum the optimizer's buffer, one value per parameter
 * @param progress how far the run has come
 * @param provenance origin of the weights: the resolved settings, the data set, versions
 */
public record Checkpoint(
        ModelState state, List<float[]> replicas, float[] momentum, Progress progress, Map<String, String> provenance) {
    public Checkpoint {
        replicas = List.copyOf(replicas);
        provenance = Map.copyOf(provenance);
    }

    /** Creates a checkpoint between two epochs. */
    public Checkpoint(ModelState state, float[] momentum, int epoch, double best, Map<String, String> provenance) {
        this(state, List.of(), momentum, Progress.between(epoch, best), provenance);
    }

    /** Returns this checkpoint with another provenance. */
    public Checkpoint with(Map<String, String> other) {
        return new Checkpoint(state, replicas, momentum, progress, other);
    }

    /** Returns the number of finished epochs. */
    public int epoch() {
        return progress.epoch();
    }

    /** Returns the best validation top-1 so far, as a fraction; -1 before the first validation. */
    public double best() {
        return progress.best();
    }
}
