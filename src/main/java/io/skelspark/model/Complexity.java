package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.PassMode;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The size of a network and its multiply-adds for one sample, stage by stage. They are counted as the published ones were:
 * a multiplication with its addition counts as one, and {@link Meter.Operator} says which operations count.
 *
 * @param stages in the order in which they run
 */
public record Complexity(List<StageCost> stages) {
    /**
     * The cost of one stage.
     *
     * @param name its name in the state dict
     * @param shape of its output
     * @param parameters number of trained values
     * @param operations multiply-adds by operator
     */
    public record StageCost(String name, List<Long> shape, long parameters, Map<Meter.Operator, Long> operations) {
        /** Returns the multiply-adds of all operators. */
        public long multiplyAdds() {
            return operations.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Runs a network once on zeros and counts.
     *
     * @param sample shape of the input without the axis of samples
     */
    static Complexity of(Layer network, StateLayout layout, List<Integer> sample) {
        TorchEngine.enter(false);
        Count count = new Count(layout);
        try (NDManager run = TorchEngine.manager()) {
            NDArray parameters = run.zeros(new Shape(layout.parameterSize()));
            NDArray buffers = run.zeros(new Shape(layout.bufferSize()));
            // in this mode every layer runs as it was declared: none are joined
            BoundWeights weights = new BoundWeights(layout.entries(), parameters, buffers, PassMode.TRAINING, 0, count);
            Shape shape = new Shape(1)
                    .addAll(new Shape(
                            sample.stream().mapToLong(Integer::longValue).toArray()));
            network.forward(run.zeros(shape), weights);
        }
        Complexity complexity = new Complexity(List.copyOf(count.stages));
        if (complexity.parameters() != layout.parameterSize()) {
            throw new IllegalStateException("found " + complexity.parameters()
                    + " parameters in the stages, expected the " + layout.parameterSize()
                    + " of the network: the name of a stage differs from that of its weights");
        }
        return complexity;
    }

    private static final class Count implements Meter {
        private final StateLayout layout;
        private final List<StageCost> stages = new ArrayList<>();
        private Map<Operator, Long> operations = new EnumMap<>(Operator.class);

        private Count(StateLayout layout) {
            this.layout = layout;
        }

        @Override
        public void count(Operator operator, long multiplyAdds) {
            operations.merge(operator, multiplyAdds, Long::sum);
        }

        @Override
        public void stage(String name, Shape output) {
            long parameters = layout.entries().stream()
                    .filter(entry ->
                            entry.kind() == EntryKind.PARAMETER && entry.name().startsWith(name + "."))
                    .mapToLong(Entry::size)
                    .sum();
            stages.add(
                    new StageCost(name, Arrays.stream(output.getShape()).boxed().toList(), parameters, operations));
            operations = new EnumMap<>(Operator.class);
        }
    }

    /** Returns the number of trained values of all stages. */
    public long parameters() {
        return stages.stream().mapToLong(StageCost::parameters).sum();
    }

    /** Returns the multiply-adds of all stages. */
    public long multiplyAdds() {
        return stages.stream().mapToLong(StageCost::multiplyAdds).sum();
    }
}
