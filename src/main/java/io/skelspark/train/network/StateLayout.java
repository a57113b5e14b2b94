package io.skelspark.train.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The names, shapes and places of a network's state. Parameters lie in one flat vector, buffers in another, both in the
 * order of the reference's state dict.
 */
public final class StateLayout implements Serializable {
    private static final long serialVersionUID = 1;

    /** The kinds of entries of a state dict. */
    public enum EntryKind {
        /** A trained value, which has a gradient. */
        PARAMETER,
        /** A value kept beside the parameters: a running mean or variance. */
        BUFFER,
        /** An integer among the buffers: num_batches_tracked. A float holds it exactly up to 16,777,216. */
        COUNTER
    }

    /**
     * An entry of a state dict.
     *
     * @param name the reference's name, for example {@code backbone.gcn.0.gcn.conv.weight}
     * @param kind decides which vector holds it
     * @param shape sizes of the axes; empty for a scalar
     * @param offset place of its first value in its vector
     */
    public record Entry(String name, EntryKind kind, List<Integer> shape, int offset) implements Serializable {
        public Entry {
            shape = List.copyOf(shape);
        }

        /** Returns the number of values. */
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
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
            parameterSize = Math.addExact(parameterSize, entry.size());
        } else {
            bufferSize = Math.addExact(bufferSize, entry.size());
        }
        return entry;
    }

    /** Returns all entries in the order of the state dict. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the length of the parameter vector. */
    public int parameterSize() {
        return parameterSize;
    }

    /** Returns the length of the buffer vector. */
    public int bufferSize() {
        return bufferSize;
    }

    /**
     * Checks the lengths of both vectors.
     *
     * @throws IllegalArgumentException if one of them differs from this layout
     */
    public void require(float[] parameters, float[] buffers) {
        require("parameters", parameters.length, parameterSize);
        require("buffers", buffers.length, bufferSize);
    }

    private static void require(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "found " + found + " " + what + ", expected the " + expected + " of the network");
        }
    }
}
