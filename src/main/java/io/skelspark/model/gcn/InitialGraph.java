package io.skelspark.model.gcn;

import io.skelspark.model.layer.Initializer;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.Optional;

/** The graph (K, V, V) that the spatial units of a backbone start from. All of them start from the same values. */
public sealed interface InitialGraph extends Serializable {
    /** Returns K, the number of subsets. */
    int subsets();

    /** Returns V, the number of joints. */
    int joints();

    /** Returns an initializer that gives the same values to every weight of one state. */
    Initializer values();

    /** Returns the graph of the skeleton (K, V, V), if it is one. */
    default Optional<Tensor> skeleton() {
        return Optional.empty();
    }

    /** Returns the graph for the units of one network. */
    default SharedGraph shared() {
        return new SharedGraph(subsets(), joints(), values());
    }

    /**
     * The graph of a skeleton.
     *
     * @param adjacency (K, V, V), rows are where features come from
     */
    record Skeleton(Tensor adjacency) implements InitialGraph {
        /**
         * Checks the shape.
         *
         * @throws IllegalArgumentException if it is not (K, V, V)
         */
        public Skeleton {
            if (adjacency.shape().length != 3 || adjacency.size(1) != adjacency.size(2)) {
                throw new IllegalArgumentException("graph is " + adjacency + ", expected (K, V, V)");
            }
        }

        @Override
        public int subsets() {
            return adjacency.size(0);
        }

        @Override
        public int joints() {
            return adjacency.size(1);
        }

        @Override
        public Initializer values() {
            return Initializer.values(adjacency.values());
        }

        @Override
        public Optional<Tensor> skeleton() {
            return Optional.of(adjacency);
        }

        /** Returns the text that is part of a run's identity in its checkpoints; it must not change. */
        @Override
        public String toString() {
            return adjacency.toString();
        }
    }

    /**
     * A graph that knows nothing of the skeleton: normal values.
     *
     * @param subsets K
     * @param joints V
     * @param mean of the values
     * @param deviation of the values
     */
    record Drawn(int subsets, int joints, double mean, double deviation) implements InitialGraph {
        @Override
        public Initializer values() {
            Initializer normal = Initializer.normal(deviation);
            return Initializer.once((index, random) -> (float) mean + normal.value(index, random));
        }
    }
}
