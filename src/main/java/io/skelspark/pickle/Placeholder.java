package io.skelspark.pickle;

import net.razorvine.pickle.IObjectConstructor;

/**
 * A stand-in for an object that is not read: nothing of the object is kept or run, and calling the stand-in only returns
 * it again.
 *
 * @param name the Python name of the object's class
 */
public record Placeholder(String name) implements IObjectConstructor, Stateful, Description.Described {
    @Override
    public Object construct(Object[] arguments) {
        return this;
    }

    @Override
    public void restore(Object state) {}

    @Override
    public String toString() {
        return "object of " + name;
    }
}
