package io.skelspark.pickle;

/** An object whose state a pickle sets after creating it. */
interface Stateful {
    /**
     * Sets the state.
     *
     * @throws IllegalArgumentException if the state is not of the form that the Python class writes
     */
    void restore(Object state);
}
