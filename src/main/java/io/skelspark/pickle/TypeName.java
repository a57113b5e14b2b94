package io.skelspark.pickle;

import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/** A Python class that pickles name as a value and do not call. */
record TypeName(String name) implements IObjectConstructor, Description.Described {
    @Override
    public Object construct(Object[] arguments) {
        throw new PickleException("makes an object of " + name + ", which is expected as a value only");
    }

    @Override
    public String toString() {
        return "class " + name;
    }
}
