package io.skelspark.pickle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state that PyTorch's SGD keeps between steps.
 *
 * @param momentum the momentum buffer of each parameter that has one, by the parameter's index
 * @param groups settings of the parameter groups, for example {@code lr}; {@code params} lists the parameters' indices
 */
public record OptimizerState(Map<Integer, TorchTensor> momentum, List<Map<String, Object>> groups) {
    /**
     * Reads the state from the entry {@code optimizer} of a checkpoint.
     *
     * @param name name of the checkpoint, for messages
     * @throws IllegalArgumentException if the entry has another form
     */
    static OptimizerState of(String name, Object value) {
        if (!(value instanceof Map<?, ?> optimizer) || !(optimizer.get("state") instanceof Map<?, ?> states)) {
            throw new IllegalArgumentException(
                    name + ": optimizer is a " + Description.of(value) + ", expected a dict with the key 'state'");
        }
        Map<Integer, TorchTensor> momentum = new TreeMap<>();
        states.forEach((index, state) -> {
            if (!(index instanceof Integer parameter) || !(state instanceof Map<?, ?> buffers)) {
                throw new IllegalArgumentException(name + ": optimizer.state has a " + Description.of(index) + " of a "
                        + Description.of(state) + ", expected a dict for each parameter index");
            }
            if (buffers.get("momentum_buffer") != null) {
                momentum.put(
                        parameter,
                        TorchTensor.of(
                                buffers.get("momentum_buffer"),
                                name + ": optimizer.state." + index + ".momentum_buffer"));
            }
        });
        return new OptimizerState(momentum, TorchCheckpoint.dicts(optimizer.get("param_groups")));
    }
}
