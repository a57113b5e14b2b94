package io.skelspark.train;

import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import java.util.List;
import java.util.Map;

/**
 * The state that a run needs to resume to the same bits, on any number of ranks.
 *
 * @param state weights, and the running statistics of the last finished epoch
 * @param replicas running statistics of each replica within an epoch, in the order of the replicas; empty between
 *     epochs, when all replicas have those of the state
 * @param kept what is kept beside the weights, each of one value per parameter: the optimizer's buffers under their
 *     names, and the average of the weights under {@link #AVERAGE}
 * @param progress how far the run has come
 * @param provenance origin of the weights: the resolved settings, the data set, versions
 */
public record Checkpoint(
        ModelState state,
        List<float[]> replicas,
        Map<String, float[]> kept,
        Progress progress,
        Map<String, String> provenance) {
    /** The name of the average of the weights. */
    public static final String AVERAGE = "average";

    public Checkpoint {
        replicas = List.copyOf(replicas);
        kept = Map.copyOf(kept);
        provenance = Map.copyOf(provenance);
    }

    /** Creates a checkpoint of weights alone, before the first step. */
    public Checkpoint(ModelState state, Map<String, String> provenance) {
        this(state, List.of(), Map.of(), Progress.START, provenance);
    }

    /** Returns what is kept under a name; zeros if there is nothing yet. */
    public float[] kept(String name) {
        float[] values = kept.get(name);
        return values == null ? new float[state.parameters().length] : values;
    }

    /** Returns this checkpoint with another provenance. */
    public Checkpoint with(Map<String, String> other) {
        return new Checkpoint(state, replicas, kept, progress, other);
    }

    /** Returns this checkpoint with its state under other names. */
    public Checkpoint named(StateLayout names) {
        ModelState renamed = new ModelState(names, state.parameters(), state.buffers());
        return new Checkpoint(renamed, replicas, kept, progress, provenance);
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
