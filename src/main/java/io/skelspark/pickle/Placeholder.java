package io.skelspark.pickle;

import net.razorvine.pickle.IObjectConstructor;

/**
 * Stands where a pickle holds an object that is not read: nothing of it is kept or run, and calling it only gives
 * another placeholder.
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
