package io.skelspark.train.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Names, shapes and places of a network's state: parameters lie in one flat vector, buffers in another, both in the
 * order of the reference's state dict.
 */
public final class StateLayout implements Serializable {
    private static final long serialVersionUID = 1;

    /** What an entry of a state dict is. */
    public enum EntryKind {
        /** Trained: has a gradient. */
        PARAMETER,
        /** Kept beside the parameters: running mean or variance. */
        BUFFER,
        /** An integer among the buffers: num_batches_tracked. A float holds it exactly up to 16,777,216. */
        COUNTER
    }

    /**
     * One entry of a state dict.
     *
     * @param name the reference's name, for example {@code backbone.gcn.0.gcn.conv.weight}
     * @param kind which vector holds it
     * @param shape sizes of the axes; empty for a scalar
     * @param offset place of its first value in its vector
     */
    public record Entry(String name, EntryKind kind, List<Integer> shape, int offset) implements Serializable {
        public Entry {
            shape = List.copyOf(shape);
        }

        /** Number of values. */
        public int size() {
            return shape.stream().reduce(1, (a, b) -> a * b);
        }
    }

    private final ArrayList<Entry> entries = new ArrayList<>();
    private int parameterSize;
    private int bufferSize;

    /** Appends an entry and returns it with its place. */
    public Entry add(String name, EntryKind kind, List<Integer> shape) {
        Entry entry = new Entry(name, kind, shape, kind == EntryKind.PARAMETER ? parameterSize : bufferSize);
        entries.add(entry);
        if (kind == EntryKind.PARAMETER) {
            parameterSize += entry.size();
        } else {
            bufferSize += entry.size();
        }
        return entry;
    }

    /** All entries in state-dict order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Length of the parameter vector. */
    public int parameterSize() {
        return parameterSize;
    }

    /** Length of the buffer vector. */
    public int bufferSize() {
        return bufferSize;
    }

    /**
     * Checks the length of both vectors.
     *
     * @throws IllegalArgumentException if one is another than this says, with both lengths
     */
    public void require(float[] parameters, float[] buffers) {
        require("parameters", parameters.length, parameterSize);
        require("buffers", buffers.length, bufferSize);
    }

    private static void require(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(found + " " + what + " handed in, but the network has " + expected);
        }
    }
}
