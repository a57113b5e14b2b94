package io.skelspark.pickle;

import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/** A Python class that pickles mention as a value, and never call. */
record TypeName(String name) implements IObjectConstructor, Description.Described {
    @Override
    public Object construct(Object[] arguments) {
        throw new PickleException("makes an object of " + name + ", which is not read");
    }

    @Override
    public String toString() {
        return "class " + name;
    }
}
