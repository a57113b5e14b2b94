package io.skelspark.model.layer;

import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The weights that a network declares while it is built, in the order of the reference's state dict. */
public final class Weights {
    private final Reference reference;
    private final StateLayout layout = new StateLayout();
    private final List<Initializer> initials = new ArrayList<>();

    /**
     * Creates a network without weights.
     *
     * @param reference decides about names and first values
     */
    public Weights(Reference reference) {
        this.reference = reference;
    }

    /** A named part of the network, which declares weights under its name. */
    public final class Scope {
        private final String prefix;

        private Scope(String prefix) {
            this.prefix = prefix;
        }

        /** Returns the names of the parts that this one belongs to and its own, joined by dots. */
        public String path() {
            return prefix.substring(0, prefix.length() - 1);
        }

        /** Returns the project whose names and first values the network has. */
        public Reference reference() {
            return reference;
        }

        /** Returns a part of this part. */
        public Scope child(Object name) {
            return new Scope(prefix + name + ".");
        }

        /** Declares a trained weight. */
        public Weight parameter(String name, Initializer initial, Integer... shape) {
            return declare(name, EntryKind.PARAMETER, initial, shape);
        }

        /** Declares a value that is kept with the parameters and not trained. */
        public Weight buffer(String name, Initializer initial, Integer... shape) {
            return declare(name, EntryKind.BUFFER, initial, shape);
        }

        /** Declares a scalar that counts training passes. */
        public Weight counter(String name) {
            return declare(name, EntryKind.COUNTER, Initializer.constant(0));
        }

        private Weight declare(String name, EntryKind kind, Initializer initial, Integer... shape) {
            layout.add(prefix + name, kind, Arrays.asList(shape));
            initials.add(initial);
            return new Weight(initials.size() - 1);
        }
    }

    /** Returns a top-level part of the network. */
    public Scope scope(String name) {
        return new Scope(name + ".");
    }

    /** Returns the names, shapes and places of all that was declared. */
    public StateLayout layout() {
        return layout;
    }

    /** Draws the first values; the same seed gives the same bits. */
    public ModelState initialise(long seed) {
        // the specification of java.util.Random contains its algorithms: every JDK gives the same bits
        Random random = new Random(seed);
        ModelState state = new ModelState(layout, new float[layout.parameterSize()], new float[layout.bufferSize()]);
        List<Entry> entries = layout.entries();
        for (int position = 0; position < entries.size(); position++) {
            Entry entry = entries.get(position);
            float[] vector = entry.kind() == EntryKind.PARAMETER ? state.parameters() : state.buffers();
            for (int i = 0; i < entry.size(); i++) {
                vector[entry.offset() + i] = initials.get(position).value(i, random);
            }
        }
        return state;
    }
}
